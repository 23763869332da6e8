using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Figures;

/// <summary>Whether a figure can be drawn as it says: the columns named are there, and heights are numbers.</summary>
public static class FigureDrawing
{
    public static Problem? Fault(Draw draw, Figure? figure = null)
    {
        if (draw.Mark is Mark.Bar or Mark.Line && (draw.X is null || draw.Y is null))
            return Problem.Unprocessable("draw", "Bars and lines are drawn from two columns: name draw.x and draw.y, or set draw.mark to none.", "draw");
        if (figure is null || !figure.HasData())
            return null;
        if (draw.Mark == Mark.Flow)
            return figure.Nodes.IsEmpty ? Problem.Unprocessable("draw", "A flow is drawn from nodes, and this figure has none.", "draw.mark") : null;
        return draw.Mark == Mark.None
            ? null
            : Missing(figure, draw.X, "draw.x") ?? Missing(figure, draw.Y, "draw.y") ?? Missing(figure, draw.Series, "draw.series") ?? NotNumeric(figure, draw.Y!);
    }

    private static Problem? Missing(Figure figure, string? column, string field) =>
        column is null || figure.Columns.Exists(one => one.Name == column)
            ? null
            : Problem.Unprocessable(
                "draw",
                $"The figure is drawn from the column “{column}”, which its data do not have ({string.Join(", ", figure.Columns.Select(one => one.Name))}). "
                + "Correct the drawing (draw.mark none while the columns change) or the data.",
                field);

    private static Problem? NotNumeric(Figure figure, string column) => figure.Columns.Find(one => one.Name == column)!.Type == ColumnType.Text
        ? Problem.Unprocessable("draw", $"Heights are numbers: the column “{column}” holds text. Choose an integer or decimal column for draw.y.", "draw.y")
        : null;
}
