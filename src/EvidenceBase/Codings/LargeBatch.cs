using System.Text.Json;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Codings;

/// <param name="Wrong">What is wrong with which lines; nothing was written then.</param>
internal sealed record LargeOutcome(BatchAnswer? Answer, bool Repeated, Problem? Problem, WrongLines Wrong)
{
    public static LargeOutcome Refused(Problem problem) => new(null, false, problem, new());
}

/// <summary>
/// Takes a batch of any size in constant memory, whole or not at all. While it arrives it is checked, decided and copied into temporary tables,
/// portion by portion and outside of any transaction; then, in one, what the lines name is locked, found to be as it was, and everything
/// appended. Whoever is killed before the end has written nothing, and the temporary tables go with their connection.
/// </summary>
public sealed class LargeBatch(NpgsqlDataSource database, HolderKeys keys, TimeProvider clock)
{
    /// <param name="complete">The envelope with the digest of the content; asked for once all of it has been read.</param>
    internal async Task<LargeOutcome> Execute(
        CommandEnvelope envelope,
        CodingStream lines,
        IAsyncEnumerable<CodingPortion> portions,
        Func<CommandEnvelope> complete,
        BatchStanding standing,
        CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var stage = new LargeStage(connection, envelope.Study);
        await stage.Create(cancellation);
        var names = new BatchNames(envelope.Study);
        var wrong = new WrongLines();
        var isRepeat = await IsKnown(connection, envelope, cancellation);
        await foreach (var portion in portions.WithCancellation(cancellation))
        {
            if (!isRepeat && await Take(connection, envelope.Study, portion, names, wrong, stage, cancellation) is { } problem)
                return LargeOutcome.Refused(problem);
            standing.Checked(portion, wrong.Count);
        }

        if (lines.Unreadable is { } unreadable)
            return LargeOutcome.Refused(unreadable);
        if (wrong.Count == 0)
            wrong.Add(await stage.KeysGivenTwice(cancellation));
        if (wrong.Count > 0)
            return new(null, false, null, wrong);
        await stage.Analyze(cancellation);
        standing.Appending();
        return await Append(connection, complete(), names, stage, cancellation);
    }

    /// <summary>Once a line is wrong nothing will be written; the rest is read to tell what else is.</summary>
    private async Task<Problem?> Take(
        NpgsqlConnection connection, string study, CodingPortion portion, BatchNames names, WrongLines wrong, LargeStage stage, CancellationToken cancellation)
    {
        await names.Resolve(connection, portion.Lines.Select(line => line.Command), cancellation);
        if (CodingBatch.StudyProblem(names.Find(Kinds.Study, study), study) is { } absent)
            return absent;
        var decisions = new BatchDecisions(study, names, keys);
        foreach (var line in portion.Lines)
            decisions.Decide(line);
        wrong.Add(portion.Wrong.Concat(decisions.Wrong).OrderBy(problem => problem.Line));
        if (wrong.Count == 0)
            await stage.Add(decisions, cancellation);
        names.ForgetCodings();
        return null;
    }

    private async Task<LargeOutcome> Append(
        NpgsqlConnection connection, CommandEnvelope envelope, BatchNames names, LargeStage stage, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (await CodingBatch.Repeated(connection, envelope, cancellation) is { } repeated)
                return new(repeated.Answer, repeated.Repeated, repeated.Problem, new());
            var (sheets, changed) = await CodingBatch.Lock(
                connection, envelope.Study, [.. names.Things.Where(thing => thing.Kind != Kinds.Coding)], stage.Sheets, IsAsDecided, cancellation);
            if (changed is not null)
                return LargeOutcome.Refused(ChangedMeanwhile(changed));
            await stage.MoveTexts(cancellation);
            var answer = new BatchAnswer(Guid.CreateVersion7(), stage.Count, []);
            await BatchRows.Append(
                connection,
                envelope,
                CommandExecutor.Moment(clock),
                [.. stage.Sheets.Zip(sheets, stage.Added).Select(one => new BatchSheet(one.First, one.Second?.Id ?? Guid.CreateVersion7(), one.Second?.Version ?? 0, one.Third))],
                Repeats.Store(envelope, JsonSerializer.Serialize(answer, RecordJson.Options)),
                cancellation);
            await transaction.CommitAsync(cancellation);
            return new(answer, false, null, new());
        }
        catch (Exception exception) when (CommandExecutor.RaceLost(exception) is { } race)
        {
            return LargeOutcome.Refused(Problem.Conflict("race-lost", $"Others wrote the same things at the same moment ({race}). Nothing was written; send the batch again."));
        }
    }

    /// <summary>Whether there is an answer under the key already: then the content is read for its digest alone.</summary>
    private static async Task<bool> IsKnown(NpgsqlConnection connection, CommandEnvelope envelope, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Repeats.Find(envelope) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation);
    }

    /// <summary>What decisions rest on: whether a thing stands, and the facts of it. That it was renamed meanwhile changes nothing.</summary>
    private static bool IsAsDecided(Registered now, Registered then) =>
        now.Standing == then.Standing && now.Facts.Count == then.Facts.Count && now.Facts.All(fact => then.Fact(fact.Key) == fact.Value);

    private static Problem ChangedMeanwhile(Registered thing) => Problem.Conflict(
        "changed-meanwhile",
        $"The {thing.Kind} “{thing.Name}” was changed while the batch arrived, so that its lines would have to be decided anew. Nothing was written; send the batch again.");
}
