using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Interviews;

/// <summary>Replaces the description of an interview, whole; needs If-Match. What is left out is not known.</summary>
/// <param name="Notes">The numbers of the article's notes that cite it.</param>
[Example("""{"locality":"Old port","role":"dock worker, retired","period":"spring 2010","language":"en","confidentiality":"confidential"}""")]
public sealed record DescribeInterview(
    string? Series = null,
    string? Province = null,
    string? Locality = null,
    string? Role = null,
    string? Organisation = null,
    string? Period = null,
    string? Language = null,
    Confidentiality? Confidentiality = null,
    IReadOnlyList<int>? Notes = null)
{
    public InterviewDescription Description() => new(Series, Province, Locality, Role, Organisation, Period, Language, Confidentiality, Notes);
}

public sealed class DescribeInterviewValidator : AbstractValidator<DescribeInterview>
{
    public DescribeInterviewValidator() => this.Describes(command => command.Description());
}

public static class DescribeInterviewEndpoint
{
    [WolverinePut("/api/studies/{study}/interviews/{interview}")]
    [Replaces]
    [Needs(Right.Write)]
    [Takes(typeof(DescribeInterview))]
    public static Task<IResult> Put(string study, string interview, HttpContext http, CommandDesk desk) =>
        desk.Answer<DescribeInterview>(http, study, (command, plan) => Plan(interview, command, plan));

    public static Func<Decision> Plan(string interview, DescribeInterview command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Interview>(InterviewStream.Definition, interview);
        return () => InterviewDecisions.Describe(target.State, command.Description());
    }
}
