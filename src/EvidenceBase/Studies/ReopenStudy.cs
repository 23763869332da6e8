using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Studies;

/// <summary>Lets an archived study take commands again.</summary>
[Example("""{"reason":"The journal asked for a revision."}""")]
public sealed record ReopenStudy(string? Reason = null);

public sealed class ReopenStudyValidator : AbstractValidator<ReopenStudy>
{
    public ReopenStudyValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class ReopenStudyEndpoint
{
    [WolverineDelete("/api/studies/{study}/archival")]
    [Needs(Right.Manage)]
    [Takes(typeof(ReopenStudy))]
    public static Task<IResult> Delete(string study, HttpContext http, CommandDesk desk) => desk.Answer<ReopenStudy>(http, study, Plan);

    public static Func<Decision> Plan(ReopenStudy command, CommandPlan plan)
    {
        var target = plan.Change<Study>(StudyStream.Definition, plan.Study);
        return () => StudyDecisions.Reopen(target.State, command.Reason);
    }
}
