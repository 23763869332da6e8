using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Studies;

/// <summary>Closes a study: it can be read, and takes no command but to be reopened.</summary>
[Example("""{"reason":"The article is published."}""")]
public sealed record ArchiveStudy(string? Reason = null);

public sealed class ArchiveStudyValidator : AbstractValidator<ArchiveStudy>
{
    public ArchiveStudyValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class ArchiveStudyEndpoint
{
    [WolverinePost("/api/studies/{study}/archival")]
    [Needs(Right.Manage)]
    [Takes(typeof(ArchiveStudy))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<ArchiveStudy>(http, study, Plan);

    public static Func<Decision> Plan(ArchiveStudy command, CommandPlan plan)
    {
        var target = plan.Change<Study>(StudyStream.Definition, plan.Study);
        return () => StudyDecisions.Archive(target.State, command.Reason);
    }
}
