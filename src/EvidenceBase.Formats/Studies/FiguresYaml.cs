using EvidenceBase.Formats.Tables;
using EvidenceBase.Formats.Yaml;
using EvidenceBase.Record.Figures;

namespace EvidenceBase.Formats.Studies;

internal static class FiguresYaml
{
    public static BundledFigure Figure(YamlItem item, Func<string, Stream?> open, List<Finding> errors)
    {
        var key = item.Key("key");
        var columns = item.Items("columns", column => new FigureColumn(
            column.Text("name"), column.Text("title"), column.Choice<ColumnType>("type"), column.OptionalText("unit")));
        var nodes = item.Items("nodes", node => new FigureNode(node.Text("key"), node.Text("label"), node.OptionalText("group")));
        var edges = item.Items("edges", edge => new FigureEdge(edge.Text("from"), edge.Text("to"), edge.OptionalText("label")));
        var file = item.OptionalText("data");
        if (file is null && columns.Count > 0)
            item.Error("data", "Columns are given, but no data file.");
        var rows = file is null ? [] : Rows(item, file, columns, open, errors);
        var data = FigureData.Normalised(new FigureDataRecorded(columns, rows, nodes, edges));
        if (FigureData.Fault(data) is { } fault)
            item.Error(fault.Field?.StartsWith("rows", StringComparison.Ordinal) == true ? "data" : fault.Field, $"{fault.Detail} ({fault.Field})");
        return new BundledFigure(
            key,
            item.Text("label"),
            item.Choice<FigureKind>("kind"),
            item.Text("caption"),
            item.Item("locator", StudyYaml.Locator),
            item.Items("sources", source => new BundledFigureSource(source.Text("source"), source.OptionalText("note"))),
            data,
            item.RequiredItem("draw", draw => new Draw(
                draw.Choice<Mark>("mark"), draw.OptionalText("x"), draw.OptionalText("y"), draw.OptionalText("series"))),
            item.OptionalText("completeness"),
            item.Items("derived", Derived));
    }

    private static NumberDerived Derived(YamlItem item)
    {
        var formula = item.Text("formula");
        if (Formula.Parse(formula).Fault is { } fault && formula.Length > 0)
            item.Error("formula", fault);
        return new NumberDerived(
            item.Text("key"),
            item.Text("title"),
            formula,
            item.OptionalText("unit"),
            item.OptionalText("stated"),
            item.OptionalText("statedValue"),
            item.Item("locator", StudyYaml.Locator));
    }

    private static IReadOnlyList<FigureRow> Rows(
        YamlItem item, string file, IReadOnlyList<FigureColumn> columns, Func<string, Stream?> open, List<Finding> errors)
    {
        if (!file.StartsWith("figures/", StringComparison.Ordinal) || file.Contains("..", StringComparison.Ordinal) || file.Contains('\\'))
        {
            item.Error("data", "Data files lie in the folder figures of the bundle.");
            return [];
        }

        using var stream = open(file);
        if (stream is null)
        {
            item.Error("data", $"There is no file {file}.");
            return [];
        }

        var table = CsvTable.Read(stream, file);
        errors.AddRange(table.Errors);
        if (table.Content is not { } content)
            return [];
        var expected = columns.Select(column => column.Name).Prepend(FigureData.RowKeys).ToList();
        if (!content.Columns.SequenceEqual(expected))
        {
            var found = string.Join(", ", content.Columns);
            errors.Add(new Finding(file, null, null, $"The columns are {found}; figures.yaml names {string.Join(", ", expected)}.", 1));
            return [];
        }

        return [.. content.Rows.Select(row => new FigureRow(row.Cells[0], [.. row.Cells.Skip(1)]))];
    }
}
