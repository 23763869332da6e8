using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Cases;

/// <summary>Takes an attribute from a case; the history keeps it.</summary>
[Example("""{"reason":"The figure is of another year."}""")]
public sealed record RemoveCaseAttribute(string? Reason = null);

public sealed class RemoveCaseAttributeValidator : AbstractValidator<RemoveCaseAttribute>
{
    public RemoveCaseAttributeValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class RemoveCaseAttributeEndpoint
{
    [WolverineDelete("/api/studies/{study}/cases/{unit}/attributes/{name}")]
    [Needs(Right.Write)]
    [Takes(typeof(RemoveCaseAttribute))]
    public static Task<IResult> Delete(string study, string unit, string name, HttpContext http, CommandDesk desk) =>
        desk.Answer<RemoveCaseAttribute>(http, study, (command, plan) => Plan(unit, name, command, plan));

    public static Func<Decision> Plan(string unit, string name, RemoveCaseAttribute command, CommandPlan plan)
    {
        var target = plan.Change<Case>(CaseStream.Definition, unit);
        return () => CaseDecisions.RemoveAttribute(target.State, name, command.Reason);
    }
}
