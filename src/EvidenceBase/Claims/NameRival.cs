using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Claims;

/// <summary>Names another claim as a rival explanation.</summary>
/// <param name="Rival">The other claim, by key or Guid.</param>
[Example("""{"rival":"C2"}""")]
public sealed record NameRival(string Rival);

public sealed class NameRivalValidator : AbstractValidator<NameRival>
{
    public NameRivalValidator() => RuleFor(command => command.Rival).NotEmpty().WithMessage("Name the rival claim by key or Guid.");
}

public static class NameRivalEndpoint
{
    [WolverinePost("/api/studies/{study}/claims/{claim}/rivals")]
    [Needs(Right.Write)]
    [Takes(typeof(NameRival))]
    public static Task<IResult> Post(string study, string claim, HttpContext http, CommandDesk desk) =>
        desk.Answer<NameRival>(http, study, (command, plan) => Plan(claim, command, plan));

    public static Func<Decision> Plan(string claim, NameRival command, CommandPlan plan)
    {
        var target = plan.Change<Claim>(ClaimStream.Definition, claim);
        var rival = plan.Cite(Kinds.Claim, command.Rival, "rival");
        return () => ClaimDecisions.NameRival(target.Id, target.State, rival.Thing);
    }
}
