using EvidenceBase.Platform.Http;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Access.Trail;

/// <summary>
/// Writes the trail. An entry is durable when <see cref="Record"/> returns, and
/// nothing waits in memory to be lost: what is to be on the trail is recorded first and done, shown or refused then. If it cannot be
/// recorded, it is not done.
/// </summary>
public sealed class AccessTrail(NpgsqlDataSource database, TimeProvider clock)
{
    private const int LongestText = 200;

    /// <param name="study">The study that it concerns; null for the service as a whole.</param>
    /// <param name="actor">Where it is not the caller of the request: who a sign-in was tried as.</param>
    public Task Record(
        HttpContext http, TrailAction action, string? study = null, TrailThing? thing = null, string? detail = null, string? actor = null) =>
        Write(http, action, study, [thing], detail, actor);

    /// <summary>The same for several things at once.</summary>
    public Task RecordAll(HttpContext http, TrailAction action, string study, IReadOnlyCollection<TrailThing> things) =>
        things.Count == 0 ? Task.CompletedTask : Write(http, action, study, [.. things], null, null);

    private async Task Write(HttpContext http, TrailAction action, string? study, TrailThing?[] things, string? detail, string? actor)
    {
        var caller = Caller.Of(http);
        await using var command = database.CreateCommand(
            """
            insert into evidence.access_trail (at, study, actor, token, address, action, thing_kind, thing_id, thing_key, detail)
            select $1, $2, $3, $4, $5, $6, thing.kind, thing.id, thing.key, $7
            from unnest($8::text[], $9::uuid[], $10::text[]) as thing (kind, id, key)
            """);
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        Add(Short(study));
        Add(Short(actor ?? caller?.Name));
        Add(actor is null ? caller?.Token : null);
        Add(http.Connection.RemoteIpAddress?.ToString());
        Add(action.ToString());
        Add(Short(detail));
        command.Parameters.Add(new() { Value = things.Select(thing => thing?.Kind).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = things.Select(thing => thing?.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = things.Select(thing => Short(thing?.Key)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(http.RequestAborted);

        void Add(string? text) => command.Parameters.Add(new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
    }

    /// <summary>What strangers send is not kept at any length, and what PostgreSQL cannot store is no reason to keep nothing.</summary>
    private static string? Short(string? text) =>
        text is null ? null : string.Concat(text.EnumerateRunes().Take(LongestText)).Replace('\0', '\uFFFD');
}
