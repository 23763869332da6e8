using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Sources;

/// <summary>Registers a citable work under a citation key.</summary>
/// <param name="Item">The work as a CSL-JSON 1.0.2 item; its id may be left out and becomes the key.</param>
/// <param name="Annotations">What the study knows of the work apart from the item.</param>
[Example("""{"key":"doe2010","item":{"type":"book","title":"Ports and their people","author":[{"family":"Doe","given":"Jo"}],"issued":{"date-parts":[[2010]]}}}""")]
public sealed record RegisterSource(string Key, CslItem? Item, SourceAnnotations? Annotations = null);

public sealed class RegisterSourceValidator : AbstractValidator<RegisterSource>
{
    public RegisterSourceValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Item).Item();
        RuleFor(command => command.Annotations).Annotations();
    }
}

public static class RegisterSourceEndpoint
{
    [WolverinePost("/api/studies/{study}/sources")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(RegisterSource))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<RegisterSource>(http, study, Plan);

    public static Func<Decision> Plan(RegisterSource command, CommandPlan plan)
    {
        plan.Open<Source>(SourceStream.Definition, command.Key);
        return () => SourceDecisions.Register(command.Key, command.Item!, command.Annotations ?? SourceAnnotations.None);
    }
}
