using System.Globalization;
using System.Text.Json;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Reversals;

/// <summary>
/// What was recorded in other streams after a command and rests on it. It is read when everything that the command changed is locked: whoever would
/// cite it meanwhile waits, and then finds it undone.
/// </summary>
internal sealed class LaterWork
{
    private const string Sql =
        """
        with named as (
            select e.seq_id, e.tenant_id, e.type, e.data, e.stream_id, e.version, e.user_name, p.position
            from evidence.study_position p join evidence.mt_events e on e.tenant_id = p.study and e.seq_id = p.sequence
            where p.study = $1 and p.about && $2 and p.sequence > $5
            union all
            select e.seq_id, e.tenant_id, e.type, e.data, e.stream_id, e.version, e.user_name, null
            from evidence.mt_events e
            where e.tenant_id = $1 and e.seq_id > greatest($5, (select coalesce(max(sequence), 0) from evidence.study_position where study = $1))
              and e.data::text ~ $6)
        select e.type, e.data::text, e.position, e.user_name, r.kind, coalesce(r.key, r.id::text)
        from named e left join evidence.register r on r.study = $1 and r.id = e.stream_id
        where e.stream_id <> $7 and e.type <> all($4) and not 
        """;

    private readonly ToReverse command;
    private readonly ExtraRead read;

    private LaterWork(ToReverse command, ExtraRead read) => (this.command, this.read) = (command, read);

    public static LaterWork Ask(CommandPlan plan, ToReverse command, Reversible reversible)
    {
        var ids = command.Changed.Select(thing => thing.Id).ToArray();
        return new(command, plan.AlsoRead(
            $"{Sql}{Reversible.IsUndone} order by e.seq_id", plan.Study, ids, reversible.Undone, reversible.Reversals, command.Sequence, string.Join('|', ids), command.StreamId));
    }

    /// <summary>The problem of the first that rests on it, or none.</summary>
    public Problem? Resting()
    {
        var (brought, changed) = (command.Brought, command.Changed.ToDictionary(thing => thing.Id));
        foreach (var row in read.Found)
        {
            using var data = JsonDocument.Parse((string)row[1]!);
            if (Rested(data.RootElement, brought, changed) is not { } id)
                continue;
            var where = row[2] is long position ? string.Create(CultureInfo.InvariantCulture, $"position {position}") : "this moment";
            return Problem.Conflict(
                "rested-on",
                $"The {changed[id].Kind} “{changed[id].Key ?? id.ToString()}” is rested on: at {where} {row[3] ?? "somebody"} recorded “{row[0]}” in the {row[4]} “{row[5]}”. Undo that first.");
        }

        return null;
    }

    /// <summary>The thing that is named, where the command brought it into being; or that is cited at a version, where the command changed it.</summary>
    private static Guid? Rested(JsonElement json, IReadOnlySet<Guid> brought, Dictionary<Guid, ThingReference> changed) => json.ValueKind switch
    {
        JsonValueKind.Object => CitedIn(json, changed) ?? json.EnumerateObject().Select(member => Rested(member.Value, brought, changed)).FirstOrDefault(found => found is not null),
        JsonValueKind.Array => json.EnumerateArray().Select(item => Rested(item, brought, changed)).FirstOrDefault(found => found is not null),
        JsonValueKind.String => json.TryGetGuid(out var id) && brought.Contains(id) ? id : null,
        _ => null,
    };

    private static Guid? CitedIn(JsonElement json, Dictionary<Guid, ThingReference> changed) =>
        json.TryGetProperty("id", out var named) && json.TryGetProperty("version", out _) && named.ValueKind == JsonValueKind.String && named.TryGetGuid(out var id) && changed.ContainsKey(id) ? id : null;
}
