using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Figures;

/// <summary>Drops a derived number; its key may be used again for a better one.</summary>
[Example("""{"reason":"Counted twice."}""")]
public sealed record DropNumber(string? Reason = null);

public sealed class DropNumberValidator : AbstractValidator<DropNumber>
{
    public DropNumberValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class DropNumberEndpoint
{
    [WolverineDelete("/api/studies/{study}/figures/{figure}/derived/{key}")]
    [Needs(Right.Write)]
    [Takes(typeof(DropNumber))]
    public static Task<IResult> Delete(string study, string figure, string key, HttpContext http, CommandDesk desk) =>
        desk.Answer<DropNumber>(http, study, (command, plan) => Plan(figure, key, command, plan));

    public static Func<Decision> Plan(string figure, string key, DropNumber command, CommandPlan plan)
    {
        var target = plan.Change<Figure>(FigureStream.Definition, figure);
        return () => FigureDecisions.Drop(target.State, key, command.Reason);
    }
}
