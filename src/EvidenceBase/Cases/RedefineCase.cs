using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Cases;

/// <summary>Replaces name and description of a case; its attributes and bearings stay. Needs If-Match.</summary>
[Example("""{"name":"The old port","description":"The quays in use until the move, without the ferry."}""")]
public sealed record RedefineCase(string Name, string Description);

public sealed class RedefineCaseValidator : AbstractValidator<RedefineCase>
{
    public RedefineCaseValidator()
    {
        RuleFor(command => command.Name).Prose();
        RuleFor(command => command.Description).Prose();
    }
}

public static class RedefineCaseEndpoint
{
    [WolverinePut("/api/studies/{study}/cases/{unit}")]
    [Replaces]
    [Needs(Right.Write)]
    [Takes(typeof(RedefineCase))]
    public static Task<IResult> Put(string study, string unit, HttpContext http, CommandDesk desk) =>
        desk.Answer<RedefineCase>(http, study, (command, plan) => Plan(unit, command, plan));

    public static Func<Decision> Plan(string unit, RedefineCase command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Case>(CaseStream.Definition, unit);
        return () => CaseDecisions.Redefine(target.State, new(command.Name, command.Description));
    }
}
