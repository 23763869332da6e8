using System.Text.Json;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>What the sender of an accepted batch is told.</summary>
/// <param name="Codings">The ids of the codings, in the order of the lines; empty where there were more than fifty thousand.</param>
public sealed record BatchAnswer(Guid Id, int Accepted, IReadOnlyList<Guid> Codings);

/// <param name="Wrong">What is wrong with which lines; nothing was written then.</param>
public sealed record BatchOutcome(BatchAnswer? Answer, bool Repeated, Problem? Problem, IReadOnlyList<LineProblem> Wrong)
{
    public static BatchOutcome Refused(Problem problem) => new(null, false, problem, []);
}

/// <summary>
/// Takes many codings at once, whole or not at all. Everything is checked and staged without a lock; then what the lines name is locked, found
/// to be as it was when they were decided, and the batch appended.
/// </summary>
public sealed class CodingBatch(NpgsqlDataSource database, HolderKeys keys, TimeProvider clock)
{
    private const int Attempts = 5;

    public async Task<BatchOutcome> Execute(CommandEnvelope envelope, IReadOnlyList<CodingLine> lines, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                if (await Attempt(envelope, lines, cancellation) is { } outcome)
                    return outcome;
            }
            catch (Exception exception) when (attempt < Attempts && CommandExecutor.RaceLost(exception) is not null)
            {
                // A sheet that two began at once, a key that someone else took: decided anew on what is there now.
            }
        }

        return BatchOutcome.Refused(Problem.Conflict(
            "race-lost", "Others kept changing what the batch names while it was checked. Nothing was written; send it again."));
    }

    /// <returns>Null where what the lines name was changed between check and lock.</returns>
    private async Task<BatchOutcome?> Attempt(CommandEnvelope envelope, IReadOnlyList<CodingLine> lines, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Repeated(connection, envelope, cancellation) is { } repeated)
            return repeated;
        var names = await BatchNames.Resolve(connection, envelope.Study, lines.Select(line => line.Command), cancellation);
        if (StudyProblem(names.Find(Kinds.Study, envelope.Study), envelope.Study) is { } problem)
            return BatchOutcome.Refused(problem);
        var batch = new BatchDecisions(envelope.Study, names, keys);
        foreach (var line in lines)
            batch.Decide(line);
        if (batch.Wrong.Count > 0)
            return new(null, false, null, batch.Wrong);

        string[] keysOfSheets = [.. batch.Decided.Select(coding => coding.Sheet).Distinct()];
        await BatchRows.Stage(connection, envelope.Study, batch, keysOfSheets, cancellation);
        var cited = names.Things.Where(thing => thing.Kind != Kinds.Coding).ToList();
        var (sheets, changed) = await Lock(connection, envelope.Study, cited, keysOfSheets, IsUntouched, cancellation);
        if (changed is not null)
            return null;
        var added = batch.Decided.GroupBy(coding => coding.Sheet).ToDictionary(group => group.Key, group => group.Count());
        var answer = new BatchAnswer(Guid.CreateVersion7(), batch.Decided.Count, [.. batch.Decided.Select(coding => coding.Id)]);
        await BatchRows.Append(
            connection,
            envelope,
            CommandExecutor.Moment(clock),
            [.. keysOfSheets.Zip(sheets, (key, sheet) => new BatchSheet(key, sheet?.Id ?? Guid.CreateVersion7(), sheet?.Version ?? 0, added[key]))],
            Repeats.Store(envelope, JsonSerializer.Serialize(answer, RecordJson.Options)),
            cancellation);
        await transaction.CommitAsync(cancellation);
        return new(answer, false, null, []);
    }

    /// <summary>Locks what a batch rests on as every command does, and the sheets it writes to.</summary>
    /// <param name="isAsDecided">Whether a thing, as it is now, is still what it was when the lines were decided.</param>
    /// <returns>The sheets where they are there already; and a thing that is not as it was.</returns>
    internal static async Task<(IReadOnlyList<Registered?> Sheets, Registered? Changed)> Lock(
        NpgsqlConnection connection, string study, List<Registered> cited, string[] sheets, Func<Registered, Registered, bool> isAsDecided, CancellationToken cancellation)
    {
        var held = cited.Select(thing => new NamedThing(thing.Kind, thing.Id.ToString(), LockMode.Shared, null)).ToList();
        var written = sheets.Select(key => new NamedThing(Kinds.Sheet, key, LockMode.Exclusive, null, Optional: true)).ToList();
        List<NamedThing> things = [.. held, .. written];
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { RegisterReading.Lock(study, things) } };
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
            await RegisterReading.Fill(reader, things, cancellation);
        var changed = held.Zip(cited).FirstOrDefault(pair => pair.First.Found is not { } now || !isAsDecided(now, pair.Second)).Second;
        return ([.. written.Select(sheet => sheet.Found)], changed);
    }

    private static bool IsUntouched(Registered now, Registered then) => (now.Version, now.Standing) == (then.Version, then.Standing);

    internal static Problem? StudyProblem(Registered? study, string slug) => study switch
    {
        null => Problem.NotFound(Kinds.Study, slug),
        { IsActive: false } => Problem.Conflict("archived", $"The study “{slug}” is archived and takes no more commands."),
        _ => null,
    };

    internal static async Task<BatchOutcome?> Repeated(NpgsqlConnection connection, CommandEnvelope envelope, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Repeats.Lock(envelope), Repeats.Find(envelope) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var (json, _, problem) = await Repeats.ReadRow(reader, envelope, cancellation);
        if (problem is not null)
            return BatchOutcome.Refused(problem);
        return json is null ? null : new(JsonSerializer.Deserialize<BatchAnswer>(json, RecordJson.Options)!, true, null, []);
    }
}
