using System.Text.Json;
using EvidenceBase.Codings;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;
using Npgsql;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace EvidenceBase.Intake;

/// <summary>What the sender of coded evidence is told at once.</summary>
/// <param name="Id">Names the receipt under <c>…/intake/{id}</c>.</param>
/// <param name="Accepted">How many codings were taken into the queue.</param>
public sealed record Receipt(Guid Id, int Accepted);

/// <param name="Wrong">What is wrong with which lines; nothing was taken then.</param>
public sealed record AcceptanceOutcome(Receipt? Receipt, bool Repeated, Problem? Problem, IReadOnlyList<LineProblem> Wrong)
{
    public static AcceptanceOutcome Refused(Problem problem) => new(null, false, problem, []);
}

/// <summary>
/// Takes codings into the durable queue: sealed words, receipt, stored answer and messages are written in one transaction, so that nothing is
/// lost that was acknowledged, whenever the service dies.
/// </summary>
public sealed class Acceptance(NpgsqlDataSource database, HolderKeys keys, IWolverineRuntime wolverine, TimeProvider clock)
{
    public const int MostLines = 1000;

    public async Task<AcceptanceOutcome> Accept(CommandEnvelope envelope, IReadOnlyList<CodingLine> lines, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var coded = new CodedThings(envelope.Study, lines);
        if (await Settled(connection, envelope, coded, cancellation) is { } settled)
            return settled;

        var receipt = new Receipt(Guid.CreateVersion7(), lines.Count);
        var acceptance = new EvidenceSealing(envelope, receipt.Id, coded, keys);
        var messages = lines.Select(acceptance.Seal).ToList();
        await BatchRows.Vault(connection, envelope.Study, acceptance.Entries, cancellation);
        await Write(connection, envelope, receipt, messages, cancellation);
        var outbox = new MessageContext(wolverine);
        outbox.EnlistInOutbox(new DatabaseEnvelopeTransaction((IMessageDatabase)wolverine.Storage, transaction));
        foreach (var message in messages)
            await outbox.PublishAsync(message);
        await transaction.CommitAsync(cancellation);
        await outbox.FlushOutgoingMessagesAsync();
        return new(receipt, false, null, []);
    }

    /// <summary>What needs no taking: a repeat, a study that takes nothing, lines that code what is not there. Null where all is well.</summary>
    private static async Task<AcceptanceOutcome?> Settled(
        NpgsqlConnection connection, CommandEnvelope envelope, CodedThings coded, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Repeats.Lock(envelope), Repeats.Find(envelope), RegisterReading.Lock(envelope.Study, coded.Things) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var (json, _, reused) = await Repeats.ReadRow(reader, envelope, cancellation);
        if (reused is not null)
            return AcceptanceOutcome.Refused(reused);
        if (json is not null)
            return new(JsonSerializer.Deserialize<Receipt>(json, RecordJson.Options), true, null, []);
        await reader.NextResultAsync(cancellation);
        await RegisterReading.Fill(reader, coded.Things, cancellation);
        if (coded.StudyProblem is { } problem)
            return AcceptanceOutcome.Refused(problem);
        return coded.Missing is [_, ..] missing ? new(null, false, null, missing) : null;
    }

    private async Task Write(
        NpgsqlConnection connection, CommandEnvelope envelope, Receipt receipt, List<CodedEvidence> messages, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into evidence.intake_receipt (study, id, actor, accepted_at) values ($1, $2, $3, $4)")
                {
                    Parameters =
                    {
                        new() { Value = envelope.Study }, new() { Value = receipt.Id }, new() { Value = envelope.Actor }, new() { Value = CommandExecutor.Moment(clock) },
                    },
                },
                new("insert into evidence.intake_line (study, receipt, id, line) select $1, $2, n.id, n.line from unnest($3, $4) as n (id, line)")
                {
                    Parameters =
                    {
                        new() { Value = envelope.Study },
                        new() { Value = receipt.Id },
                        new() { Value = messages.Select(message => message.Id).ToArray() },
                        new() { Value = messages.Select(message => message.Line).ToArray() },
                    },
                },
                Repeats.Store(envelope, JsonSerializer.Serialize(receipt, RecordJson.Options)),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
