using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Cases;

/// <summary>Takes it back that a thing bears on a case; the history keeps it.</summary>
[Example("""{"reason":"It is about the new port."}""")]
public sealed record RemoveBearing(string? Reason = null);

public sealed class RemoveBearingValidator : AbstractValidator<RemoveBearing>
{
    public RemoveBearingValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class RemoveBearingEndpoint
{
    [WolverineDelete("/api/studies/{study}/cases/{unit}/bearings/{kind}/{name}")]
    [Needs(Right.Write)]
    [Takes(typeof(RemoveBearing))]
    public static Task<IResult> Delete(string study, string unit, string kind, string name, HttpContext http, CommandDesk desk) =>
        desk.Answer<RemoveBearing>(http, study, (command, plan) => Plan(unit, new(kind, name), command, plan));

    public static Func<Decision> Plan(string unit, ThingName about, RemoveBearing command, CommandPlan plan)
    {
        var target = plan.Change<Case>(CaseStream.Definition, unit);
        var named = plan.Need(about.Kind, about.Name);
        return () => CaseDecisions.RemoveBearing(target.State, named.Thing, command.Reason);
    }
}
