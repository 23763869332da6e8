using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Studies;

/// <summary>Opens a study; whoever opens it owns it.</summary>
/// <param name="Slug">Names it in every address from now on.</param>
/// <param name="Interviews">What its interviews are counted against.</param>
/// <param name="Article">The key of the source in which its argument is printed; the source may come later.</param>
/// <param name="Note">What its record is and is not.</param>
[Example("""{"slug":"harbour","title":"Who moved the harbour?","sections":[{"key":"results","title":"Results"}]}""")]
public sealed record OpenStudy(
    string Slug,
    string Title,
    string? Description = null,
    InterviewDenominator? Interviews = null,
    string? Article = null,
    IReadOnlyList<Section>? Sections = null,
    string? Note = null);

public sealed class OpenStudyValidator : AbstractValidator<OpenStudy>
{
    public OpenStudyValidator()
    {
        RuleFor(command => command.Slug).Must(StudySlug.IsValid).WithMessage(StudySlug.Rule);
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Description).OptionalProse();
        RuleFor(command => command.Interviews!).SetValidator(new InterviewDenominatorValidator()).When(command => command.Interviews is not null);
        RuleFor(command => command.Article!).HumanKey().When(command => command.Article is not null);
        RuleFor(command => command.Sections).Must(sections => (sections ?? []).Select(section => section.Key).Distinct().Count() == (sections?.Count ?? 0))
            .WithMessage("Each section has a key of its own.");
        RuleForEach(command => command.Sections).ChildRules(section =>
        {
            section.RuleFor(one => one.Key).HumanKey();
            section.RuleFor(one => one.Title).Prose();
        });
        RuleFor(command => command.Note).OptionalProse();
    }
}

public static class OpenStudyEndpoint
{
    [WolverinePost("/api/studies")]
    [Creates]
    [NeedsSignIn]
    [Takes(typeof(OpenStudy))]
    public static Task<IResult> Post(HttpContext http, CommandDesk desk) => desk.Answer<OpenStudy>(http, command => command.Slug, Plan);

    public static Func<Decision> Plan(OpenStudy command, CommandPlan plan)
    {
        plan.Open<Study>(StudyStream.Definition, command.Slug);
        return () => StudyDecisions.Open(
            new(command.Slug, command.Title, command.Description, command.Interviews, command.Article, command.Sections, command.Note), plan.Actor);
    }
}
