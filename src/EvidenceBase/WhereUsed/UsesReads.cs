using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.WhereUsed;

/// <summary>
/// Finds where a thing is used, at any moment: the streams whose events name it, folded up to that moment. What has been unlinked since is
/// found as well where it stood then.
/// </summary>
public sealed class UsesReads(NpgsqlDataSource database, EventCatalog catalog, IEnumerable<PartStates> partStates)
{
    private readonly PartStates[] parts = [.. partStates];

    public async Task<Uses> Of(string study, Guid thing, Position? past, CancellationToken cancellation) =>
        (await At(study, thing, past, cancellation)).Uses;

    /// <param name="past">The moment that is asked about; null for now.</param>
    /// <returns>The uses, and the position of the study that they stand at.</returns>
    public async Task<(Uses Uses, long Position)> At(string study, Guid thing, Position? past, CancellationToken cancellation)
    {
        // One snapshot for all that is read: the answer stands at one position.
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        StateSource source = past is null
            ? new CurrentStates(connection, study, catalog, parts, new Dictionary<Guid, Stated>(), [])
            : new MomentStates(connection, study, catalog, parts, past);
        var until = new Until(connection, study, past?.Number ?? await Latest(connection, study, cancellation));
        var belonging = await Belonging(until, [thing], cancellation);
        if (belonging.Count > 0)
            belonging = [.. belonging.Union(await Belonging(until, belonging, cancellation))];
        var ids = belonging.Append(thing).ToHashSet();
        var streams = await Streams(until, source, thing, ids, cancellation);
        var own = belonging.Count == 0 ? [] : await source.Load(belonging, cancellation);
        var codings = own.Select(one => one.State).OfType<Coding>().Where(one => !one.IsRemoved()).ToList();
        var codebook = codings.Count == 0 ? null : (await source.LoadKind(Kinds.Codebook, cancellation)).Select(one => one.State).OfType<Codebook>().FirstOrDefault();
        var used = Uses.Of(
            thing,
            ids,
            streams,
            [.. codings.Select(one => Named(one, codebook))],
            [.. own.Where(one => one.Kind == Kinds.Document).OrderBy(one => one.Key, StringComparer.Ordinal)]);
        return (used, until.Position);
    }

    /// <summary>The streams that name the thing or what belongs to it, and those that name claims among them, and so on.</summary>
    private static async Task<List<Stated>> Streams(Until until, StateSource source, Guid thing, HashSet<Guid> ids, CancellationToken cancellation)
    {
        var seen = new HashSet<Guid>();
        var streams = new List<Stated>();
        var next = (await Naming(until, ids, cancellation)).Append(thing).ToList();
        while (next.Count > 0)
        {
            seen.UnionWith(next);
            var loaded = await source.Load(next, cancellation);
            streams.AddRange(loaded);
            var claims = loaded.Where(one => one.Kind == Kinds.Claim).Select(one => one.Id).ToList();
            next = [.. (await Naming(until, claims, cancellation)).Except(seen)];
        }

        return streams;
    }

    private static async Task<long> Latest(NpgsqlConnection connection, string study, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select coalesce(max(position), 0) from evidence.study_position where study = $1", connection)
        {
            Parameters = { new() { Value = study } },
        };
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static CodedStatement Named(Coding coding, Codebook? codebook) => new(
        coding,
        codebook is null ? [] : [.. coding.CodeIds.Select(codebook.Resolve).Distinct().Select(id => codebook.Find(id)?.Name).OfType<string>()]);

    /// <summary>Codings and documents that events name together with the things: through them evidence rests on an interview.</summary>
    private static Task<List<Guid>> Belonging(Until until, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => Ids(
        until,
        $"""
        select distinct part.id
        from evidence.study_position p
        join evidence.mt_events e on e.seq_id = p.sequence
        join evidence.register stream on stream.study = p.study and stream.id = e.stream_id and stream.kind in ('{Kinds.Sheet}', '{Kinds.Document}')
        join evidence.register part on part.study = p.study and part.id = any(p.about) and part.kind in ('{Kinds.Coding}', '{Kinds.Document}')
        where p.study = $1 and p.about && $2 and p.position <= $3 and part.id <> all ($2)
        """,
        ids,
        cancellation);

    private static Task<List<Guid>> Naming(Until until, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => Ids(
        until,
        $"""
        select distinct e.stream_id
        from evidence.study_position p
        join evidence.mt_events e on e.seq_id = p.sequence
        join evidence.register stream on stream.study = p.study and stream.id = e.stream_id
             and stream.kind in ('{Kinds.Claim}', '{Kinds.Argument}', '{Kinds.Figure}', '{Kinds.Case}', '{Kinds.Memo}')
        where p.study = $1 and p.about && $2 and p.position <= $3
        """,
        ids,
        cancellation);

    private static async Task<List<Guid>> Ids(
        Until until, string sql, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        await using var command = new NpgsqlCommand(sql, until.Connection)
        {
            Parameters = { new() { Value = until.Study }, new() { Value = ids.ToArray() }, new() { Value = until.Position } },
        };
        var found = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            found.Add(reader.GetGuid(0));
        return found;
    }

    /// <summary>What is looked through: the events of a study up to a position.</summary>
    private sealed record Until(NpgsqlConnection Connection, string Study, long Position);
}
