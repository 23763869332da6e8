using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Interviews;

/// <summary>Keeps everything of an interview in the house until a day.</summary>
/// <param name="Until">The first day on which the embargo is no longer in force (UTC).</param>
[Example("""{"until":"2040-01-01","reason":"Agreed with the respondent."}""")]
public sealed record SetEmbargo(DateOnly Until, string Reason);

public sealed class SetEmbargoValidator : AbstractValidator<SetEmbargo>
{
    public SetEmbargoValidator()
    {
        RuleFor(command => command.Until).NotEmpty().WithMessage("Give the first day after the embargo, such as 2030-01-01.");
        RuleFor(command => command.Reason).Prose();
    }
}

public static class SetEmbargoEndpoint
{
    [WolverinePost("/api/studies/{study}/interviews/{interview}/embargo")]
    [Needs(Right.Write)]
    [Takes(typeof(SetEmbargo))]
    public static Task<IResult> Post(string study, string interview, HttpContext http, CommandDesk desk) =>
        desk.Answer<SetEmbargo>(http, study, (command, plan) => Plan(interview, command, plan));

    public static Func<Decision> Plan(string interview, SetEmbargo command, CommandPlan plan)
    {
        var target = plan.Change<Interview>(InterviewStream.Definition, interview);
        return () => InterviewDecisions.SetEmbargo(target.State, new(command.Until, command.Reason), DateOnly.FromDateTime(plan.Now.UtcDateTime));
    }
}
