using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Figures;

/// <summary>Takes a source from under a figure; the history keeps it.</summary>
[Example("""{"reason":"The numbers are from elsewhere."}""")]
public sealed record UnsourceFigure(string? Reason = null);

public sealed class UnsourceFigureValidator : AbstractValidator<UnsourceFigure>
{
    public UnsourceFigureValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class UnsourceFigureEndpoint
{
    [WolverineDelete("/api/studies/{study}/figures/{figure}/sources/{source}")]
    [Needs(Right.Write)]
    [Takes(typeof(UnsourceFigure))]
    public static Task<IResult> Delete(string study, string figure, string source, HttpContext http, CommandDesk desk) =>
        desk.Answer<UnsourceFigure>(http, study, (command, plan) => Plan(figure, source, command, plan));

    public static Func<Decision> Plan(string figure, string source, UnsourceFigure command, CommandPlan plan)
    {
        var target = plan.Change<Figure>(FigureStream.Definition, figure);
        var named = plan.Need(Kinds.Source, source);
        return () => FigureDecisions.Unsource(target.State, named.Thing, command.Reason);
    }
}
