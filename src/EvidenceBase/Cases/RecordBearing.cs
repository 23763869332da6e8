using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Cases;

/// <summary>Records that a thing of the study bears on a case; recorded again, the newer note stands.</summary>
/// <param name="About">What bears on it.</param>
/// <param name="Note">In what way.</param>
[Example("""{"about":{"kind":"claim","name":"C1"},"note":"Only for the first year."}""")]
public sealed record RecordBearing(ThingName About, string? Note = null);

public sealed class RecordBearingValidator : AbstractValidator<RecordBearing>
{
    public RecordBearingValidator()
    {
        RuleFor(command => command.About).NotNull().SetValidator(new ThingNameValidator());
        RuleFor(command => command.Note).OptionalProse();
    }
}

public static class RecordBearingEndpoint
{
    [WolverinePost("/api/studies/{study}/cases/{unit}/bearings")]
    [Needs(Right.Write)]
    [Takes(typeof(RecordBearing))]
    public static Task<IResult> Post(string study, string unit, HttpContext http, CommandDesk desk) =>
        desk.Answer<RecordBearing>(http, study, (command, plan) => Plan(unit, command, plan));

    public static Func<Decision> Plan(string unit, RecordBearing command, CommandPlan plan)
    {
        var target = plan.Change<Case>(CaseStream.Definition, unit);
        var about = plan.Cite(command.About.Kind, command.About.Name, "about");
        return () => CaseDecisions.RecordBearing(target.Id, target.State, about.Thing, command.Note);
    }
}
