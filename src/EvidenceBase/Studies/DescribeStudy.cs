using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Studies;

/// <summary>States title and description anew, and the denominator of the interviews where it is given; needs If-Match.</summary>
[Example("""{"title":"Who moved the harbour, and who paid?","description":"Interviews with dock workers, 2009 to 2011.","interviews":{"sought":40,"refused":4}}""")]
public sealed record DescribeStudy(string Title, string? Description = null, InterviewDenominator? Interviews = null);

public sealed class DescribeStudyValidator : AbstractValidator<DescribeStudy>
{
    public DescribeStudyValidator()
    {
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Description).OptionalProse();
        RuleFor(command => command.Interviews!).SetValidator(new InterviewDenominatorValidator()).When(command => command.Interviews is not null);
    }
}

public static class DescribeStudyEndpoint
{
    [WolverinePut("/api/studies/{study}")]
    [Replaces]
    [Needs(Right.Manage)]
    [Takes(typeof(DescribeStudy))]
    public static Task<IResult> Put(string study, HttpContext http, CommandDesk desk) => desk.Answer<DescribeStudy>(http, study, Plan);

    public static Func<Decision> Plan(DescribeStudy command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Study>(StudyStream.Definition, plan.Study);
        return () => StudyDecisions.Describe(target.State, command.Title, command.Description, command.Interviews);
    }
}
