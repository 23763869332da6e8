using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Interviews;

/// <summary>
/// Records that the respondent no longer consents to uses of what was said. Without consent to paraphrase the interview can no longer be
/// cited, and its text is shown to nobody.
/// </summary>
/// <param name="Withdrawn">The day on which it was withdrawn, where that is known.</param>
[Example("""{"scopes":["quote"],"reason":"By telephone","withdrawn":"2011-02-01"}""")]
public sealed record WithdrawConsent(IReadOnlyList<ConsentScope> Scopes, string? Reason = null, DateOnly? Withdrawn = null);

public sealed class WithdrawConsentValidator : AbstractValidator<WithdrawConsent>
{
    public WithdrawConsentValidator()
    {
        RuleFor(command => command.Scopes).NotEmpty().WithMessage("Name at least one use: paraphrase, quote, archive, reuse.");
        RuleFor(command => command.Reason).OptionalProse();
    }
}

public static class WithdrawConsentEndpoint
{
    [WolverinePost("/api/studies/{study}/interviews/{interview}/consent-withdrawal")]
    [Needs(Right.Write)]
    [Takes(typeof(WithdrawConsent))]
    public static Task<IResult> Post(string study, string interview, HttpContext http, CommandDesk desk) =>
        desk.Answer<WithdrawConsent>(http, study, (command, plan) => Plan(interview, command, plan));

    public static Func<Decision> Plan(string interview, WithdrawConsent command, CommandPlan plan)
    {
        var target = plan.Change<Interview>(InterviewStream.Definition, interview);
        return () => InterviewDecisions.WithdrawConsent(target.State, new(command.Scopes, command.Reason, command.Withdrawn));
    }
}
