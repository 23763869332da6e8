using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Claims;

/// <summary>Adds a condition or limit to a claim.</summary>
[Example("""{"text":"Holds for the gangs of the old port."}""")]
public sealed record QualifyClaim(string Text, Locator? Locator = null);

public sealed class QualifyClaimValidator : AbstractValidator<QualifyClaim>
{
    public QualifyClaimValidator() => RuleFor(command => command.Text).Prose();
}

public static class QualifyClaimEndpoint
{
    [WolverinePost("/api/studies/{study}/claims/{claim}/qualifications")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(QualifyClaim))]
    public static Task<IResult> Post(string study, string claim, HttpContext http, CommandDesk desk) =>
        desk.Answer<QualifyClaim>(http, study, (command, plan) => Plan(claim, command, plan));

    public static Func<Decision> Plan(string claim, QualifyClaim command, CommandPlan plan)
    {
        var target = plan.Change<Claim>(ClaimStream.Definition, claim);
        return () => ClaimDecisions.Qualify(target.State, new(plan.NewId(), command.Text, command.Locator));
    }
}
