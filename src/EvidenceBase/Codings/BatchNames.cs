using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>Everything that the lines of a batch name, found in the register in one round trip, each name once.</summary>
internal sealed class BatchNames(string study)
{
    private readonly Dictionary<(string Kind, string Name), Registered> found = [];

    /// <summary>What was found, each thing once.</summary>
    public IEnumerable<Registered> Things => found.Values.DistinctBy(thing => thing.Id);

    public Registered? Find(string kind, string name) => found.GetValueOrDefault((kind, name));

    public static async Task<BatchNames> Resolve(
        NpgsqlConnection connection, string study, IEnumerable<ApplyCode> commands, CancellationToken cancellation)
    {
        var names = new BatchNames(study);
        await names.Resolve(connection, commands, cancellation);
        return names;
    }

    /// <summary>The names of further lines; what was found before is not asked for again.</summary>
    public async Task Resolve(NpgsqlConnection connection, IEnumerable<ApplyCode> commands, CancellationToken cancellation)
    {
        var names = commands.SelectMany(NamedBy).Prepend((Kinds.Study, study)).Where(name => !found.ContainsKey(name)).Distinct().ToArray();
        if (names.Length == 0)
            return;
        await using var command = new NpgsqlCommand(
            """
            select n.ordinal, r.kind, r.id, r.stream_id, r.key, r.version, r.standing, r.facts::text
            from unnest($2, $3) with ordinality as n (kind, name, ordinal)
            cross join lateral evidence.register_named($1, n.kind, n.name) r
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = study }, new() { Value = names.Select(one => one.Item1).ToArray() }, new() { Value = names.Select(one => one.Item2).ToArray() },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found[names[reader.GetInt64(0) - 1]] = new(
                reader.GetString(1),
                reader.GetGuid(2),
                reader.GetGuid(3),
                reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetInt64(5),
                (Standing)reader.GetInt16(6),
                JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(7))!);
        }
    }

    /// <summary>Forgets the keys of codings, of which a batch has as many as it has lines.</summary>
    public void ForgetCodings()
    {
        foreach (var name in found.Keys.Where(name => name.Kind == Kinds.Coding).ToList())
            found.Remove(name);
    }

    private static IEnumerable<(string Kind, string Name)> NamedBy(ApplyCode command)
    {
        if (command.Document is { } document)
            yield return (Kinds.Document, document);
        if (command.Interview is { } interview)
            yield return (Kinds.Interview, interview);
        if (command.Code is { } code)
            yield return (Kinds.Code, code);
        foreach (var one in command.Codes ?? [])
            yield return (Kinds.Code, one);
        foreach (var one in command.Cases ?? [])
            yield return (Kinds.Case, one);
        if (command.Key is { } key)
            yield return (Kinds.Coding, key);
    }
}
