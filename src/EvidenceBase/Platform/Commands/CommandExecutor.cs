using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Marten;
using Npgsql;

namespace EvidenceBase.Platform.Commands;

/// <summary>Declares what a command needs and returns the decision to be made once it is loaded.</summary>
public delegate Func<Decision> Planning<in TCommand>(TCommand command, CommandPlan plan);

/// <summary>
/// Carries out one command: locks and loads what it needs in one round trip, decides, appends events, register rows and the stored answer
/// in one more, commits. Nothing is written when the decision is a problem.
/// </summary>
public sealed class CommandExecutor(NpgsqlDataSource database, IDocumentStore store, EventCatalog catalog, TimeProvider clock)
{
    /// <summary>The type of the one problem that speaks of others and not of the command: sent again, it may be accepted.</summary>
    public const string RaceLostType = "race-lost";

    private const int Attempts = 3;

    public Task<CommandOutcome> Execute<TCommand>(
        CommandEnvelope envelope, TCommand command, Planning<TCommand> planning, CancellationToken cancellation = default) =>
        Execute(envelope, plan => planning(command, plan), cancellation);

    /// <summary>The outcome of an earlier command under the same key; null where there is none so far.</summary>
    public async Task<CommandOutcome?> Repeated(CommandEnvelope envelope, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Repeats.Find(envelope) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await Repeats.Read(reader, envelope, cancellation);
    }

    private async Task<CommandOutcome> Execute(CommandEnvelope envelope, Func<CommandPlan, Func<Decision>> planning, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(envelope, planning, cancellation);
            }
            catch (Exception exception) when (RaceLost(exception) is { } race)
            {
                // A stream that two commands began at once, a deadlock with work outside of commands: nothing was written, the whole command
                // is decided anew on what is there now. A key that someone else took is found by the second attempt and refused.
                if (attempt == Attempts)
                    return CommandOutcome.Refused(Problem.Conflict(RaceLostType, $"Others changed the same things at the same moment ({race}). Nothing was written; send the command again."));
            }
        }
    }

    private async Task<CommandOutcome> Attempt(
        CommandEnvelope envelope, Func<CommandPlan, Func<Decision>> planning, CancellationToken cancellation)
    {
        var plan = new CommandPlan(envelope.Study, envelope.Actor, Moment(clock), Guid.CreateVersion7);
        var decide = planning(plan);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Load(connection, transaction, envelope, plan, cancellation) is { } settled)
            return settled;
        if (Precondition(envelope, plan) is { } stale)
            return stale;

        var decision = decide();
        if (decision.Problem is { } problem)
            return CommandOutcome.Refused(problem, plan.Target?.Version);
        var target = plan.Target ?? throw new InvalidOperationException("A command that is accepted must name the stream it writes to.");
        var created = target.IsNew || decision.Created;
        var answer = new CommandAnswer(
            decision.Subject ?? target.Id,
            decision.Subject is null ? target.Named.Found?.Key ?? (target.Opening == Opening.StreamOfPart ? null : target.Named.Name) : decision.SubjectKey,
            decision.SubjectVersion ?? target.Version + decision.Events.Count);
        await Append(transaction, envelope, plan, target, decision, Repeats.Store(envelope, answer, created), cancellation);
        await transaction.CommitAsync(cancellation);
        return new(answer, created, Repeated: false, Problem: null);
    }

    private async Task<CommandOutcome?> Load(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CommandEnvelope envelope, CommandPlan plan, CancellationToken cancellation)
    {
        var study = new NamedThing(Kinds.Study, envelope.Study, LockMode.None, null, Optional: plan.Target?.Definition.Kind == Kinds.Study);
        IReadOnlyList<NamedThing> things = [study, .. plan.Things];
        var target = plan.Target;
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { Repeats.Lock(envelope), Repeats.Find(envelope), RegisterReading.Lock(envelope.Study, things) },
        };
        if (target is { ReadsEvents: true })
            batch.BatchCommands.Add(RegisterReading.Events(envelope.Study, target.Named, target.Definition.KeepsState ? null : Guid.Parse(target.Named.Name)));
        foreach (var read in plan.Reads)
            batch.BatchCommands.Add(read.Command());

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        if (await Repeats.Read(reader, envelope, cancellation) is { } repeated)
            return repeated;
        await reader.NextResultAsync(cancellation);
        await RegisterReading.Fill(reader, things, cancellation);
        if (things.Select(thing => thing.Missing).FirstOrDefault(missing => missing is not null) is { } problem)
            return CommandOutcome.Refused(problem);
        if (study.Found is { IsActive: false } && target?.Definition.Kind != Kinds.Study)
            return CommandOutcome.Refused(Problem.Conflict("archived", $"The study “{envelope.Study}” is archived and takes no more commands."));
        if (target is null)
            return null;
        if (Aim(target, plan) is { } taken)
            return CommandOutcome.Refused(taken);
        if (target.ReadsEvents)
        {
            await reader.NextResultAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                target.Take(new(reader.GetInt64(2), catalog.Read(reader.GetString(0), reader.GetString(1))));
        }

        foreach (var read in plan.Reads)
        {
            await reader.NextResultAsync(cancellation);
            await read.Fill(reader, cancellation);
        }

        return null;
    }

    private static Problem? Aim(StreamTarget target, CommandPlan plan)
    {
        var found = target.Opening == Opening.StreamOfPart ? target.Named.FoundStream : target.Named.Found;
        if (target.Opening == Opening.New && found is not null)
        {
            return Problem.Conflict(
                "key-taken", $"There is already a {found.Kind} “{found.Key}” in this study. Keys are never reused; choose another.", "key");
        }

        (target.Id, target.Version) = found is null ? (plan.NewId(), 0) : (found.StreamId, found.Version);
        return null;
    }

    private static CommandOutcome? Precondition(CommandEnvelope envelope, CommandPlan plan)
    {
        var current = plan.Replaced?.Thing.Version ?? plan.Target?.Version;
        if (envelope.ExpectedVersion is null && plan.Replaces)
        {
            return CommandOutcome.Refused(
                new(ProblemKind.VersionRequired, "version-required", "This command replaces something: send If-Match with the ETag of what you read."), current);
        }

        return envelope.ExpectedVersion is { } expected && expected != current
            ? CommandOutcome.Refused(
                new(ProblemKind.Stale, "stale-version", $"You read version {expected}; it is at version {current} now. Read it again and repeat the change."), current)
            : null;
    }

    private async Task Append(
        NpgsqlTransaction transaction,
        CommandEnvelope envelope,
        CommandPlan plan,
        StreamTarget target,
        Decision decision,
        ExtraRow answer,
        CancellationToken cancellation)
    {
        var options = Marten.Services.SessionOptions.ForTransaction(transaction);
        options.TenantId = envelope.Study;
        await using var session = store.LightweightSession(options);
        EventMetadata.Stamp(session, envelope);
        foreach (var (name, value) in plan.Headers)
            session.SetHeader(name, value);
        var events = decision.Events.Select(one => catalog.Envelope(one, plan.Now)).ToArray<object>();
        if (events.Length > 0)
        {
            if (target.IsNew)
                session.Events.StartStream(target.Definition.StateType, target.Id, events);
            else
                session.Events.Append(target.Id, events);
            foreach (var row in RegisterWriting.Rows(envelope.Study, target, decision.Events).Concat(plan.Rows))
                session.QueueSqlCommand(row.Sql, row.Values);
        }

        session.QueueSqlCommand(answer.Sql, answer.Values);
        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>PostgreSQL keeps microseconds; what is decided with must be what is stored.</summary>
    internal static DateTimeOffset Moment(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>What others did at the same moment, where it is the reason of a failure: nothing was written, and it can be decided anew.</summary>
    internal static string? RaceLost(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException!)
        {
            if (cause is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected } postgres)
                return postgres.MessageText;
        }

        return null;
    }
}
