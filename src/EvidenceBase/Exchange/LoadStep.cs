using System.Text.Json;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Exchange;

/// <summary>One command of a load, under an idempotency key that is the same at every attempt.</summary>
/// <param name="Phase">What is being loaded, for people (<c>claims</c>).</param>
/// <param name="Key">Names what of the bundle the command brings in (<c>claim/C12/evidence/3</c>); unique in the bundle.</param>
internal abstract record LoadStep(string Phase, string Key)
{
    public static LoadStep Of<TCommand>(string phase, string key, TCommand command, Planning<TCommand> planning)
        where TCommand : class => new LoadStep<TCommand>(phase, key, command, planning);

    /// <summary>What the command says, to tell a repeat from a bundle that was changed meanwhile.</summary>
    public abstract byte[] Content();

    /// <summary>What is wrong with the command's shape.</summary>
    public abstract IReadOnlyList<string> ShapeProblems(CommandDesk desk);

    public abstract Task<CommandOutcome> Send(CommandExecutor executor, CommandEnvelope envelope, CancellationToken cancellation);
}

internal sealed record LoadStep<TCommand>(string Phase, string Key, TCommand Command, Planning<TCommand> Planning) : LoadStep(Phase, Key)
    where TCommand : class
{
    public override byte[] Content() => JsonSerializer.SerializeToUtf8Bytes(Command, RecordJson.Options);

    public override IReadOnlyList<string> ShapeProblems(CommandDesk desk) => desk.ShapeProblems(Command);

    public override Task<CommandOutcome> Send(CommandExecutor executor, CommandEnvelope envelope, CancellationToken cancellation) =>
        executor.Execute(envelope, Command, Planning, cancellation);
}
