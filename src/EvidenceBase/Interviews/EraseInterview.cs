using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Interviews;

/// <summary>Erases everything that was said in an interview, for good: documents, statements, originals. What rests on it stays on record, without the words.</summary>
/// <param name="Confirm">The interview's code, repeated: this cannot be undone.</param>
[Example("""{"confirm":"H 001","reason":"The respondent asked for it by letter."}""")]
public sealed record EraseInterview(string Confirm, string Reason);

public sealed class EraseInterviewValidator : AbstractValidator<EraseInterview>
{
    public EraseInterviewValidator()
    {
        RuleFor(command => command.Confirm).NotEmpty().WithMessage("Repeat the interview's code to confirm: this cannot be undone.");
        RuleFor(command => command.Reason).Prose();
    }
}

public static class EraseInterviewEndpoint
{
    [WolverinePost("/api/studies/{study}/interviews/{interview}/erasure")]
    [Needs(Right.Manage)]
    [Takes(typeof(EraseInterview))]
    public static async Task<IResult> Post(string study, string interview, HttpContext http, CommandDesk desk, Erasures erasures)
    {
        var answer = await desk.Answer<EraseInterview>(http, study, (command, plan) => Plan(interview, command, plan));
        await erasures.Complete(study, CancellationToken.None);
        return answer;
    }

    public static Func<Decision> Plan(string interview, EraseInterview command, CommandPlan plan)
    {
        var target = plan.Change<Interview>(InterviewStream.Definition, interview);
        return () => InterviewDecisions.Erase(target.State, command.Confirm, command.Reason);
    }
}
