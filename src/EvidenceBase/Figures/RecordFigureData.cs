using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Figures;

/// <summary>Replaces the data of a figure whole: a table of typed columns, or nodes and edges, or both; needs If-Match.</summary>
/// <param name="Rows">A key for each row and one cell per column, in their order: a string, or null where nothing is stated.</param>
[Example("""{"columns":[{"name":"gang","title":"Gang","type":"text"},{"name":"before","title":"Before","type":"integer","unit":"shifts a week"},{"name":"after","title":"After","type":"integer","unit":"shifts a week"}],"rows":[{"key":"gang-1","cells":["First","5","2"]}]}""")]
public sealed record RecordFigureData(
    IReadOnlyList<FigureColumn>? Columns = null,
    IReadOnlyList<FigureRow>? Rows = null,
    IReadOnlyList<FigureNode>? Nodes = null,
    IReadOnlyList<FigureEdge>? Edges = null)
{
    internal FigureDataRecorded Recorded() => new(Columns ?? [], Rows ?? [], Nodes ?? [], Edges ?? []);
}

public sealed class RecordFigureDataValidator : AbstractValidator<RecordFigureData>
{
    private const string Text = "without control characters";

    public RecordFigureDataValidator()
    {
        RuleForEach(data => data.Columns).Must(FigureRules.IsColumn)
            .WithMessage($"A column has a name, a title, a type (text, integer, decimal) and, where it has one, a unit, {Text}.");
        RuleForEach(data => data.Rows).Must(FigureRules.IsRow).WithMessage($"A row has a key and cells: strings {Text}, or null where nothing is stated.");
        RuleForEach(data => data.Nodes).Must(FigureRules.IsNode).WithMessage($"A node has a key, a label and, where it has one, a group, {Text}.");
        RuleForEach(data => data.Edges).Must(FigureRules.IsEdge).WithMessage($"An edge has the keys of the nodes it runs from and to and, where it has one, a label, {Text}.");
    }
}

public static class RecordFigureDataEndpoint
{
    [WolverinePut("/api/studies/{study}/figures/{figure}/data")]
    [Replaces]
    [Needs(Right.Write)]
    [Takes(typeof(RecordFigureData))]
    public static Task<IResult> Put(string study, string figure, HttpContext http, CommandDesk desk) =>
        desk.Answer<RecordFigureData>(http, study, (command, plan) => Plan(figure, command, plan));

    public static Func<Decision> Plan(string figure, RecordFigureData command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Figure>(FigureStream.Definition, figure);
        return () => FigureDecisions.RecordData(target.State, command.Recorded());
    }
}
