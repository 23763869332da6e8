using System.Collections.Concurrent;
using EvidenceBase.Platform.Seeing;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>The human key of a thing that was named by Guid. Keys never change and are never reused, so what was found once holds.</summary>
public sealed class ThingKeys(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<(string Study, string Kind, Guid Id), string> known = new();

    /// <summary>The key, or the name as it came where it is no Guid or names nothing: the command then says so itself.</summary>
    public async ValueTask<string> KeyOf(string study, string kind, string name, CancellationToken cancellation)
    {
        if (!Guid.TryParse(name, out var id))
            return name;
        if (known.TryGetValue((study, kind, id), out var key))
            return key;
        await using var command = database.CreateCommand("select key from evidence.register where study = $1 and kind = $2 and id = $3");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = id });
        return await command.ExecuteScalarAsync(cancellation) is string found ? known.GetOrAdd((study, kind, id), found) : name;
    }
}
