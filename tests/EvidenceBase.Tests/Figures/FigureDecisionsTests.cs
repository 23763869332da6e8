using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Figures;

public sealed class FigureDecisionsTests
{
    private static readonly Registered Yearbook = Given.Registered(Kinds.Source, "yearbook2010", version: 2);

    [Fact]
    public void A_figure_drawn_in_bars_names_both_axes()
    {
        FigureDecisions.Register(Tables.Registered with { Draw = new(Mark.Bar, "city") }).Problem!.Field.ShouldBe("draw");
        FigureDecisions.Register(Tables.Registered).Events.ShouldBe([Tables.Registered]);
    }

    [Fact]
    public void Data_that_fit_are_recorded_and_empty_cells_become_nothing()
    {
        var figure = Given.State<Figure>(FigureStream.Definition, Tables.Registered);
        var given = Tables.Data with { Rows = [new("suzhou", ["Suzhou", "645", " "]), new("shenzhen", ["", "911", "633"])] };

        var recorded = FigureDecisions.RecordData(figure, given).Events.ShouldHaveSingleItem().ShouldBeOfType<FigureDataRecorded>();

        recorded.Rows[0].Cells.ShouldBe(["Suzhou", "645", null]);
        recorded.Rows[1].Cells.ShouldBe([null, "911", "633"]);
    }

    [Fact]
    public void The_same_data_again_change_nothing() => FigureDecisions.RecordData(Tables.WithData(), Tables.Data).ShouldSatisfyAllConditions(
        decision => decision.Problem.ShouldBeNull(), decision => decision.Events.ShouldBeEmpty());

    [Fact]
    public void Data_take_no_cell_from_under_a_derived_number()
    {
        var figure = Tables.WithData(Tables.Share);

        var without = FigureDecisions.RecordData(figure, Tables.Data with { Rows = [Tables.Data.Rows[1]] });
        var zero = FigureDecisions.RecordData(figure, Tables.Data with { Rows = [new("suzhou", ["Suzhou", "0", "0"])] });

        without.Problem!.Type.ShouldBe("formula-breaks");
        without.Problem.Detail.ShouldContain("“share”");
        zero.Problem!.Detail.ShouldContain("divides by zero");
    }

    [Theory]
    [InlineData("city", "shares", "draw.y")]
    [InlineData("town", "output", "draw.x")]
    [InlineData("output", "city", "draw.y")]
    public void A_drawing_names_columns_that_are_there_and_heights_that_are_numbers(string x, string y, string field)
    {
        var draw = new Draw(Mark.Line, x, y);
        var undrawn = Given.State<Figure>(FigureStream.Definition, Tables.Registered with { Draw = draw });

        FigureDecisions.RecordData(undrawn, Tables.Data).Problem!.Field.ShouldBe(field);
        FigureDecisions.Correct(Tables.WithData(), Corrected with { Draw = draw }).Problem!.Field.ShouldBe(field);
    }

    [Fact]
    public void A_flow_is_drawn_from_nodes() =>
        FigureDecisions.Correct(Tables.WithData(), Corrected with { Draw = new(Mark.Flow) }).Problem!.Detail.ShouldContain("no");

    [Fact]
    public void A_correction_that_changes_nothing_leaves_no_event()
    {
        FigureDecisions.Correct(Tables.WithData(), Corrected).Events.ShouldBeEmpty();
        FigureDecisions.Correct(Tables.WithData(), Corrected with { Caption = "Two cities, 2008" }).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_source_is_cited_at_its_version_and_the_newer_citation_stands()
    {
        var first = FigureDecisions.Source(Tables.WithData(), Yearbook, "below the table").Events.ShouldHaveSingleItem();
        first.ShouldBe(new FigureSourced(new(Kinds.Source, Yearbook.Id, 2), "below the table"));
        var figure = Tables.WithData(first);

        FigureDecisions.Source(figure, Yearbook, "below the table").Events.ShouldBeEmpty();
        var again = FigureDecisions.Source(figure, Yearbook with { Version = 3 }, "below the table").Events;

        Tables.WithData([first, .. again]).Sources.ShouldBe([new(new(Kinds.Source, Yearbook.Id, 3), "below the table")]);
    }

    [Fact]
    public void A_withdrawn_source_cannot_be_named() =>
        FigureDecisions.Source(Tables.WithData(), Yearbook with { Standing = Standing.Withdrawn }, null).Problem!.Type.ShouldBe("withdrawn");

    [Fact]
    public void A_source_can_be_taken_back_also_when_it_is_withdrawn_but_only_where_it_was_named()
    {
        var figure = Tables.WithData(new FigureSourced(Yearbook.Cite(), null));

        var decision = FigureDecisions.Unsource(figure, Yearbook with { Standing = Standing.Withdrawn }, "not this one");

        Tables.WithData([new FigureSourced(Yearbook.Cite(), null), .. decision.Events]).Sources.ShouldBeEmpty();
        FigureDecisions.Unsource(Tables.WithData(), Yearbook, null).Problem!.Kind.ShouldBe(ProblemKind.NotFound);
    }

    [Theory]
    [InlineData("[suzhou.output] / [kunshan.output]", "no row “kunshan”")]
    [InlineData("[suzhou.gdp]", "the columns are city, output, foreign")]
    [InlineData("[suzhou.city] * 2", "text column")]
    [InlineData("[shenzhen.foreign] * 2", "is empty")]
    [InlineData("1 / ([suzhou.output] - 645)", "divides by zero: ([suzhou.output] - 645) is 0")]
    [InlineData("[suzhou.output] /", "ends where")]
    public void A_number_that_cannot_be_computed_is_not_derived(string formula, string detail)
    {
        var problem = FigureDecisions.Derive(Tables.WithData(), Tables.Share with { Formula = formula }).Problem.ShouldNotBeNull();

        problem.Detail.ShouldContain(detail);
        problem.Field.ShouldBe("formula");
    }

    [Fact]
    public void A_stated_value_is_a_number_and_a_key_is_used_once_until_it_is_dropped()
    {
        FigureDecisions.Derive(Tables.WithData(), Tables.Share with { StatedValue = "almost all" }).Problem!.Field.ShouldBe("statedValue");
        FigureDecisions.Derive(Tables.WithData(), Tables.Share with { Key = "a.b" }).Problem!.Field.ShouldBe("key");
        FigureDecisions.Derive(Tables.WithData(), Tables.Share).Events.ShouldBe([Tables.Share]);

        var figure = Tables.WithData(Tables.Share);
        FigureDecisions.Derive(figure, Tables.Share with { Formula = "1" }).Problem!.Type.ShouldBe("key-taken");
        var dropped = FigureDecisions.Drop(figure, "share", "wrong").Events;
        FigureDecisions.Derive(Tables.WithData([Tables.Share, .. dropped]), Tables.Share with { Formula = "1" }).Problem.ShouldBeNull();
        FigureDecisions.Drop(figure, "ratio", null).Problem!.Kind.ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public void A_withdrawn_figure_takes_no_more_changes()
    {
        var figure = Tables.WithData(Tables.Share, new FigureSourced(Yearbook.Cite(), null), new FigureWithdrawn("twice in the study"));

        Decision[] refused =
        [
            FigureDecisions.RecordData(figure, Tables.Data),
            FigureDecisions.Source(figure, Yearbook, null),
            FigureDecisions.Unsource(figure, Yearbook, null),
            FigureDecisions.Correct(figure, Corrected),
            FigureDecisions.Derive(figure, Tables.Share with { Key = "other" }),
            FigureDecisions.Drop(figure, "share", null),
            FigureDecisions.Withdraw(figure, "again"),
        ];

        refused.ShouldAllBe(decision => decision.Problem!.Type == "withdrawn");
    }

    private static FigureCorrected Corrected =>
        new("Table 1", FigureKind.Table, "Two cities", null, new Draw(Mark.Bar, "city", "output"), "Complete");
}
