using EvidenceBase.Record.Figures;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Figures;

public sealed class FigureDataTests
{
    private static readonly FigureColumn[] Typed =
        [new("name", "Name", ColumnType.Text), new("count", "Count", ColumnType.Integer), new("rate", "Rate", ColumnType.Decimal)];

    [Theory]
    [InlineData("anything, also 1,000", "13356", "0.60")]
    [InlineData(null, null, null)]
    [InlineData("=1+1", "-3", "-0")]
    [InlineData("“quoted”", "0", "7")]
    public void Cells_that_fit_their_column_are_taken(string? name, string? count, string? rate) =>
        FigureData.Fault(Row("a", name, count, rate)).ShouldBeNull();

    [Theory]
    [InlineData("1.0", "1", 1)]
    [InlineData("1,000", "1", 1)]
    [InlineData("ten", "1", 1)]
    [InlineData("007", "1", 1)]
    [InlineData("1", "1,5", 2)]
    [InlineData("1", "5%", 2)]
    [InlineData("1", "1e3", 2)]
    [InlineData("1", "NaN", 2)]
    [InlineData("1", "Infinity", 2)]
    public void Cells_that_do_not_are_refused_where_they_stand(string count, string rate, int cell)
    {
        var problem = FigureData.Fault(Row("a", "x", count, rate)).ShouldNotBeNull();

        problem.Field.ShouldBe($"rows[0].cells[{cell}]");
        problem.Detail.ShouldStartWith(cell == 1 ? "[a.count]" : "[a.rate]");
    }

    [Fact]
    public void Row_keys_are_unique() =>
        FigureData.Fault(Row("a", "x", "1", "1") with { Rows = [new("a", ["x", "1", "1"]), new("a", ["y", "2", "2"])] })!.Field.ShouldBe("rows[1].key");

    [Theory]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("[a]")]
    [InlineData("-a")]
    [InlineData("")]
    [InlineData("e\u0301")]
    public void Names_that_no_formula_could_name_are_refused(string name)
    {
        FigureData.Fault(Row(name, "x", "1", "1"))!.Field.ShouldBe("rows[0].key");
        FigureData.Fault(new([new(name, "Title", ColumnType.Text)], [], [], []))!.Field.ShouldBe("columns[0].name");
    }

    [Fact]
    public void Names_may_be_in_any_script() => FigureData.Fault(Row("苏州-2008_é", "x", "1", "1")).ShouldBeNull();

    [Fact]
    public void Column_names_are_unique_and_leave_the_first_to_the_row_keys()
    {
        FigureData.Fault(new([Typed[0], Typed[0]], [], [], []))!.Field.ShouldBe("columns[1].name");
        FigureData.Fault(new([Typed[0] with { Name = "row" }], [], [], []))!.Field.ShouldBe("columns[0].name");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_row_has_as_many_cells_as_there_are_columns(int cells) =>
        FigureData.Fault(new(Typed, [new("a", [.. Enumerable.Repeat("1", cells)])], [], []))!.Field.ShouldBe("rows[0].cells");

    [Fact]
    public void Edges_run_between_nodes_that_are_there()
    {
        FigureNode[] nodes = [new("a", "A"), new("b", "B")];

        FigureData.Fault(new([], [], nodes, [new("a", "b"), new("b", "b")])).ShouldBeNull();
        FigureData.Fault(new([], [], nodes, [new("c", "b")]))!.Field.ShouldBe("edges[0].from");
        FigureData.Fault(new([], [], nodes, [new("a", "b"), new("a", "c")]))!.Field.ShouldBe("edges[1].to");
        FigureData.Fault(new([], [], [nodes[0], nodes[0]], []))!.Field.ShouldBe("nodes[1].key");
    }

    [Fact]
    public void A_figure_is_not_a_data_set() => FigureData.Fault(new(
        [Typed[0]], [.. Enumerable.Range(0, FigureData.MostRows + 1).Select(row => new FigureRow($"r{row}", ["x"]))], [], []))!.Field.ShouldBe("rows");

    private static FigureDataRecorded Row(string key, params string?[] cells) => new(Typed, [new(key, cells)], [], []);
}
