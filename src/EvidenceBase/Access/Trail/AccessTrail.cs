using System.Net;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Access.Trail;

/// <summary>
/// Writes the trail. An entry is durable when <see cref="Record"/> returns, and nothing waits in memory to be lost, whatever is stopped or killed:
/// what is to be on the trail is recorded first, and done, shown or refused then. If it cannot be recorded, it is not done. Nothing that somebody
/// typed goes into an entry – people type passwords into the wrong field – but names and ids of what exists, and words of ours.
/// </summary>
public sealed class AccessTrail(NpgsqlDataSource database, TimeProvider clock)
{
    private const int LongestText = 200;

    /// <param name="study">The study that it concerns; null for the service as a whole.</param>
    /// <param name="detail">Words of ours, never of the request.</param>
    /// <param name="actor">Where it is not the caller of the request: who signs in, or whom a sign-in was tried as, if such an account exists.</param>
    public Task Record(
        HttpContext http, TrailAction action, string? study = null, TrailThing? thing = null, string? detail = null, string? actor = null) =>
        Write(Caller.Of(http), Address(http.Connection.RemoteIpAddress), action, study, [thing], detail, actor);

    /// <summary>What several requests from an address were, told by none of them.</summary>
    /// <param name="address">Null where they came from several.</param>
    public Task RecordOf(string? address, TrailAction action, string detail) => Write(null, address, action, null, [null], detail, null);

    /// <summary>The same for several things at once.</summary>
    public Task RecordAll(HttpContext http, TrailAction action, string study, IReadOnlyCollection<TrailThing> things) =>
        things.Count == 0 ? Task.CompletedTask : Write(Caller.Of(http), Address(http.Connection.RemoteIpAddress), action, study, [.. things], null, null);

    /// <summary>What was asked for, without what stood in the address: a refused one may hold anything.</summary>
    public static string Asked(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint endpoint ? $"{http.Request.Method} {endpoint.RoutePattern.RawText}" : "no such address";

    internal static string? Address(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();

    /// <summary>Not cancelled with the request: whoever hangs up has done it all the same.</summary>
    private async Task Write(Caller? caller, string? address, TrailAction action, string? study, TrailThing?[] things, string? detail, string? actor)
    {
        await using var command = database.CreateCommand(
            """
            insert into evidence.access_trail (at, study, actor, token, address, action, thing_kind, thing_id, thing_key, detail)
            select $1, (select r.study from evidence.register r where r.study = $2 and r.kind = $3 and r.key = $2), $4, $5, $6, $7, thing.kind, thing.id, thing.key, $8
            from unnest($9::text[], $10::uuid[], $11::text[]) as thing (kind, id, key)
            """);
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        Add(Short(study));
        Add(Kinds.Study);
        Add(Short(actor ?? caller?.Name));
        Add(Short(actor is null ? caller?.Token : null));
        Add(address);
        Add(action.ToString());
        Add(Short(detail));
        command.Parameters.Add(new() { Value = things.Select(thing => thing?.Kind).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = things.Select(thing => thing?.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = things.Select(thing => Short(thing?.Key)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(CancellationToken.None);

        void Add(string? text) => command.Parameters.Add(new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
    }

    /// <summary>What strangers send is not kept at any length, and what PostgreSQL cannot store is no reason to keep nothing.</summary>
    private static string? Short(string? text) =>
        text is null ? null : string.Concat(text.EnumerateRunes().Take(LongestText)).Replace('\0', '\uFFFD');
}
