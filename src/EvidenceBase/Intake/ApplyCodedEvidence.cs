using EvidenceBase.Codings;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Wolverine.Runtime.Handlers;

namespace EvidenceBase.Intake;

/// <summary>
/// Applies what comes out of the queue, by the same command as over HTTP. A message may come twice – its service was killed before it could say
/// that it was done – and is applied once: its idempotency key is that of receipt and line, and its line has one outcome.
/// </summary>
public static class CodedEvidenceHandler
{
    public static void Configure(HandlerChain chain) => QueueRetries.Configure(chain);

    public static async Task Handle(
        CodedEvidence evidence, CommandExecutor executor, CommandDigest digest, Outcomes outcomes, CancellationToken cancellation)
    {
        var key = $"intake:{evidence.Receipt}/{evidence.Line}";
        var envelope = new CommandEnvelope(
            evidence.Study,
            evidence.Actor,
            key,
            digest.Of(key, []),
            Reason: evidence.Reason,
            Token: evidence.Token,
            CorrelationId: evidence.CorrelationId);
        var outcome = await executor.Execute(envelope, evidence, (line, plan) => Plan(line, plan, outcomes), cancellation);
        if (outcome.Problem is not { } problem)
            return;
        if (problem.Type != CommandExecutor.RaceLostType)
            await outcomes.Refuse(evidence, problem, cancellation);
        else if (!await outcomes.Has(evidence, cancellation))
            throw new RaceLostException(problem.Detail);
    }

    private static Func<Decision> Plan(CodedEvidence evidence, CommandPlan plan, Outcomes outcomes)
    {
        var decide = ApplyCodeEndpoint.Plan(evidence.Coding, plan, _ => evidence.Words!);
        return () =>
        {
            var decision = decide();
            if (decision.Problem is null)
                Outcomes.Apply(plan, evidence, decision.Subject!.Value);
            return decision;
        };
    }
}
