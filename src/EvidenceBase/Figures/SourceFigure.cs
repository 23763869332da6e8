using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Figures;

/// <summary>Names a source under a figure, at its present version; named again, the newer citation stands.</summary>
/// <param name="Source">The source, by key or Guid.</param>
[Example("""{"source":"doe2010","note":"p. 14"}""")]
public sealed record SourceFigure(string Source, string? Note = null);

public sealed class SourceFigureValidator : AbstractValidator<SourceFigure>
{
    public SourceFigureValidator()
    {
        RuleFor(command => command.Source).NotEmpty().WithMessage("Name the source by its key or its Guid.");
        RuleFor(command => command.Note).OptionalProse();
    }
}

public static class SourceFigureEndpoint
{
    [WolverinePost("/api/studies/{study}/figures/{figure}/sources")]
    [Needs(Right.Write)]
    [Takes(typeof(SourceFigure))]
    public static Task<IResult> Post(string study, string figure, HttpContext http, CommandDesk desk) =>
        desk.Answer<SourceFigure>(http, study, (command, plan) => Plan(figure, command, plan));

    public static Func<Decision> Plan(string figure, SourceFigure command, CommandPlan plan)
    {
        var target = plan.Change<Figure>(FigureStream.Definition, figure);
        var source = plan.Cite(Kinds.Source, command.Source, "source");
        return () => FigureDecisions.Source(target.State, source.Thing, command.Note);
    }
}
