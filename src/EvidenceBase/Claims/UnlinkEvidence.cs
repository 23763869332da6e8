using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Claims;

/// <summary>Takes a link back; the history keeps it.</summary>
[Example("""{"reason":"It speaks of another year."}""")]
public sealed record UnlinkEvidence(string? Reason = null);

public sealed class UnlinkEvidenceValidator : AbstractValidator<UnlinkEvidence>
{
    public UnlinkEvidenceValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class UnlinkEvidenceEndpoint
{
    [WolverineDelete("/api/studies/{study}/claims/{claim}/evidence/{evidence}")]
    [Needs(Right.Write)]
    [Takes(typeof(UnlinkEvidence))]
    public static Task<IResult> Delete(string study, string claim, Guid evidence, HttpContext http, CommandDesk desk) =>
        desk.Answer<UnlinkEvidence>(http, study, (command, plan) => Plan(claim, evidence, command, plan));

    public static Func<Decision> Plan(string claim, Guid evidence, UnlinkEvidence command, CommandPlan plan)
    {
        var target = plan.Change<Claim>(ClaimStream.Definition, claim);
        return () => ClaimDecisions.Unlink(target.State, evidence, command.Reason);
    }
}
