using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Pages;

/// <summary>
/// Finds where a thing is used, at any moment: the streams whose events name it, folded up to that moment. What has been unlinked since is
/// found as well where it stood then.
/// </summary>
public sealed class UsesReads(NpgsqlDataSource database, EventCatalog catalog, IEnumerable<PartStates> partStates)
{
    private readonly PartStates[] parts = [.. partStates];

    public async Task<Uses> Of(Visit visit, Guid thing, CancellationToken cancellation)
    {
        var study = visit.Study.Slug;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        StateSource source = visit.AsOf is null
            ? new CurrentStates(connection, study, catalog, parts, new Dictionary<Guid, Stated>(), [])
            : new MomentStates(connection, study, catalog, parts, visit.Moment);
        var belonging = await Belonging(connection, visit, [thing], cancellation);
        if (belonging.Count > 0)
            belonging = [.. belonging.Union(await Belonging(connection, visit, belonging, cancellation))];
        var ids = belonging.Append(thing).ToHashSet();
        var naming = await Naming(connection, visit, ids, cancellation);
        var usingStreams = await source.Load([.. naming.Append(thing)], cancellation);
        var claims = usingStreams.Where(one => one.Kind == Kinds.Claim).Select(one => one.Id).ToHashSet();
        var arguments = (await Naming(connection, visit, claims, cancellation)).Except(naming).ToList();
        var streams = usingStreams.Concat(arguments.Count == 0 ? [] : await source.Load(arguments, cancellation)).DistinctBy(one => one.Id).ToList();
        var codings = belonging.Count == 0 ? [] : await source.Load(belonging, cancellation);
        var codebook = codings.Count == 0 ? null : (await source.LoadKind(Kinds.Codebook, cancellation)).Select(one => one.State).OfType<Codebook>().FirstOrDefault();
        return Uses.Of(thing, ids, streams, [.. codings.Select(one => one.State).OfType<Coding>().Where(one => !one.IsRemoved()).Select(one => Named(one, codebook))]);
    }

    private static CodedStatement Named(Coding coding, Codebook? codebook) => new(
        coding,
        codebook is null ? [] : [.. coding.CodeIds.Select(codebook.Resolve).Distinct().Select(id => codebook.Find(id)?.Name).OfType<string>()]);

    /// <summary>Codings and documents that events name together with the things: through them evidence rests on an interview.</summary>
    private static Task<List<Guid>> Belonging(NpgsqlConnection connection, Visit visit, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => Ids(
        connection,
        $"""
        select distinct part.id
        from evidence.study_position p
        join evidence.mt_events e on e.seq_id = p.sequence
        join evidence.register stream on stream.study = p.study and stream.id = e.stream_id and stream.kind in ('{Kinds.Sheet}', '{Kinds.Document}')
        join evidence.register part on part.study = p.study and part.id = any(p.about) and part.kind in ('{Kinds.Coding}', '{Kinds.Document}')
        where p.study = $1 and p.about && $2 and p.position <= $3 and part.id <> all ($2)
        """,
        visit,
        ids,
        cancellation);

    private static Task<List<Guid>> Naming(NpgsqlConnection connection, Visit visit, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => Ids(
        connection,
        $"""
        select distinct e.stream_id
        from evidence.study_position p
        join evidence.mt_events e on e.seq_id = p.sequence
        join evidence.register stream on stream.study = p.study and stream.id = e.stream_id
             and stream.kind in ('{Kinds.Claim}', '{Kinds.Argument}', '{Kinds.Figure}', '{Kinds.Case}')
        where p.study = $1 and p.about && $2 and p.position <= $3
        """,
        visit,
        ids,
        cancellation);

    private static async Task<List<Guid>> Ids(
        NpgsqlConnection connection, string sql, Visit visit, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = visit.Study.Slug }, new() { Value = ids.ToArray() }, new() { Value = visit.Moment.Number } },
        };
        var found = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            found.Add(reader.GetGuid(0));
        return found;
    }
}
