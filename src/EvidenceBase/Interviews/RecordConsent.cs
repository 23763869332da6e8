using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Interviews;

/// <summary>Records that the respondent has consented to uses of what was said.</summary>
/// <param name="Basis">How that is known.</param>
/// <param name="Given">The day on which it was given, where that is known.</param>
[Example("""{"scopes":["paraphrase","quote"],"basis":"Signed form","given":"2010-04-12"}""")]
public sealed record RecordConsent(IReadOnlyList<ConsentScope> Scopes, string Basis, DateOnly? Given = null);

public sealed class RecordConsentValidator : AbstractValidator<RecordConsent>
{
    public RecordConsentValidator()
    {
        RuleFor(command => command.Scopes).NotEmpty().WithMessage("Name at least one use: paraphrase, quote, archive, reuse.");
        RuleFor(command => command.Basis).Prose();
    }
}

public static class RecordConsentEndpoint
{
    [WolverinePost("/api/studies/{study}/interviews/{interview}/consent")]
    [Needs(Right.Write)]
    [Takes(typeof(RecordConsent))]
    public static Task<IResult> Post(string study, string interview, HttpContext http, CommandDesk desk) =>
        desk.Answer<RecordConsent>(http, study, (command, plan) => Plan(interview, command, plan));

    public static Func<Decision> Plan(string interview, RecordConsent command, CommandPlan plan)
    {
        var target = plan.Change<Interview>(InterviewStream.Definition, interview);
        return () => InterviewDecisions.RecordConsent(target.State, new(command.Scopes, command.Basis, command.Given));
    }
}
