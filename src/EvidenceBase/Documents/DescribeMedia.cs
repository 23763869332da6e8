using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Documents;

/// <summary>Tells what a document shows besides its text, so that regions of its pages and spans of its recording can be coded.</summary>
/// <param name="Pages">How many pages it has; a picture is one.</param>
/// <param name="Duration">How long its recording is, in milliseconds.</param>
[Example("""{"pages":3}""")]
public sealed record DescribeMedia(int? Pages = null, long? Duration = null);

public sealed class DescribeMediaValidator : AbstractValidator<DescribeMedia>
{
    public DescribeMediaValidator() => RuleFor(command => command).Must(command => command is not { Pages: null, Duration: null })
        .OverridePropertyName("pages").WithMessage("Say how many pages it has, a picture being one, or how many milliseconds its recording is long.");
}

public static class DescribeMediaEndpoint
{
    [WolverinePost("/api/studies/{study}/documents/{document}/media")]
    [Needs(Right.Write)]
    [Takes(typeof(DescribeMedia))]
    public static Task<IResult> Post(string study, string document, HttpContext http, CommandDesk desk) =>
        desk.Answer<DescribeMedia>(http, study, (command, plan) => Plan(document, command, plan));

    public static Func<Decision> Plan(string document, DescribeMedia command, CommandPlan plan)
    {
        var target = plan.Change<Document>(DocumentStream.Definition, document);
        return () => DocumentMedia.Describe(target.State, new(command.Pages, command.Duration));
    }
}
