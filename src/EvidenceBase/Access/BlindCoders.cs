using System.Text.Json;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using Npgsql;

namespace EvidenceBase.Access;

/// <summary>Who codes blind in which study, from the rows of open rounds in the register.</summary>
public sealed class BlindCoders(NpgsqlDataSource database, TimeProvider clock)
{
    private readonly Remembered<string, IReadOnlyList<(string Principal, BlindRound Round)>> coders =
        new(clock, async (study, cancellation) => await Read(database, study, cancellation));

    /// <summary>
    /// The blindness of a caller, or null. A token is as blind as whoever made it: else a coder could look through the eyes of an account of
    /// their own making.
    /// </summary>
    public async ValueTask<Blindness?> Of(string study, Caller caller, CancellationToken cancellation)
    {
        var all = (await coders.Get(study, cancellation))!;
        if (all.Count == 0)
            return null;
        BlindRound[] rounds = [.. all.Where(one => one.Principal == caller.Name || one.Principal == caller.TokenMaker).Select(one => one.Round)];
        return rounds.Length == 0 ? null : new(rounds);
    }

    /// <summary>To be called after a round was opened or closed.</summary>
    public void Forget() => coders.Forget();

    private static async Task<IReadOnlyList<(string, BlindRound)>> Read(NpgsqlDataSource database, string study, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select key, facts::text from evidence.register where study = $1 and kind = $2 and key is not null and standing = $3");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = Kinds.Round });
        command.Parameters.Add(new() { Value = (short)Standing.Active });
        var found = new List<(string, BlindRound)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (round, facts) = (reader.GetString(0), JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(1))!);
            found.AddRange(BlindFacts.CodersOf(facts).Select(coder =>
                (coder.Principal, new BlindRound(round, coder.Layer, BlindFacts.DocumentsOf(facts), BlindFacts.CodesOf(facts)))));
        }

        return found;
    }
}
