using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Interviews;

/// <summary>Registers an interview under the code by which it is cited. What is not known is left out.</summary>
/// <param name="Notes">The numbers of the article's notes that cite it.</param>
/// <param name="Consent">What the material says of consent, in its words.</param>
[Example("""{"code":"H 001","locality":"Old port","role":"dock worker","period":"spring 2010","confidentiality":"confidential"}""")]
public sealed record RegisterInterview(
    string Code,
    string? Series = null,
    string? Province = null,
    string? Locality = null,
    string? Role = null,
    string? Organisation = null,
    string? Period = null,
    string? Language = null,
    Confidentiality? Confidentiality = null,
    IReadOnlyList<int>? Notes = null,
    string? Consent = null)
{
    public InterviewDescription Description() => new(Series, Province, Locality, Role, Organisation, Period, Language, Confidentiality, Notes);
}

public sealed class RegisterInterviewValidator : AbstractValidator<RegisterInterview>
{
    public RegisterInterviewValidator()
    {
        RuleFor(command => command.Code).HumanKey();
        RuleFor(command => command.Consent).OptionalProse();
        this.Describes(command => command.Description());
    }
}

public static class RegisterInterviewEndpoint
{
    [WolverinePost("/api/studies/{study}/interviews")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(RegisterInterview))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<RegisterInterview>(http, study, Plan);

    public static Func<Decision> Plan(RegisterInterview command, CommandPlan plan)
    {
        plan.Open<Interview>(InterviewStream.Definition, command.Code);
        return () => InterviewDecisions.Register(new(command.Code, command.Description(), command.Consent));
    }
}
