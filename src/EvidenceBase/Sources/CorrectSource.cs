using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Sources;

/// <summary>Replaces the description of a source, whole; needs If-Match. What cites it keeps citing the version it looked at.</summary>
/// <param name="Annotations">Left out, there are none from now on.</param>
[Example("""{"item":{"type":"book","title":"Ports and their people","author":[{"family":"Doe","given":"Jo"}],"issued":{"date-parts":[[2011]]}}}""")]
public sealed record CorrectSource(CslItem? Item, SourceAnnotations? Annotations = null);

public sealed class CorrectSourceValidator : AbstractValidator<CorrectSource>
{
    public CorrectSourceValidator()
    {
        RuleFor(command => command.Item).Item();
        RuleFor(command => command.Annotations).Annotations();
    }
}

public static class CorrectSourceEndpoint
{
    [WolverinePut("/api/studies/{study}/sources/{source}")]
    [Replaces]
    [Needs(Right.Write)]
    [Takes(typeof(CorrectSource))]
    public static Task<IResult> Put(string study, string source, HttpContext http, CommandDesk desk) =>
        desk.Answer<CorrectSource>(http, study, (command, plan) => Plan(source, command, plan));

    public static Func<Decision> Plan(string source, CorrectSource command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Source>(SourceStream.Definition, source);
        return () => SourceDecisions.Correct(target.State, command.Item!, command.Annotations ?? SourceAnnotations.None);
    }
}
