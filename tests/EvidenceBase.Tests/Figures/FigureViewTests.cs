using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using EvidenceBase.Tests.Kernel;
using EvidenceBase.Tests.Sources;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Figures;

public sealed class FigureViewTests
{
    private static readonly Guid FigureId = Guid.NewGuid();
    private static readonly Guid SourceId = Guid.NewGuid();
    private static readonly FigureSourced Sourced = new(new(Kinds.Source, SourceId, 1), "below the table");

    [Fact]
    public void Derived_numbers_are_computed_beside_what_is_stated()
    {
        var share = Seen(Tables.Registered, Tables.Data, Tables.Share).Derived.ShouldHaveSingleItem();

        share.ShouldBe(new(
            "share", "Share of foreign firms", Tables.Share.Formula, "97.3643410853", false, "percent", "almost all", "97", true, null, null));
    }

    [Theory]
    [InlineData("97.36", true)]
    [InlineData("97.4", true)]
    [InlineData("97", true)]
    [InlineData("98", false)]
    [InlineData("97.37", false)]
    [InlineData("100", false)]
    public void A_stated_value_agrees_within_half_of_its_last_place(string stated, bool agrees)
    {
        var view = Seen(Tables.Registered, Tables.Data, Tables.Share with { StatedValue = stated });

        view.Derived[0].AgreesWithStated.ShouldBe(agrees);
        view.Gaps.Any(gap => gap.Detail == $"“Share of foreign firms” is stated as {stated} and computed as 97.3643410853.").ShouldBe(!agrees);
    }

    [Fact]
    public void New_data_give_new_values_and_a_dropped_number_goes()
    {
        var data = Tables.Data with { Rows = [new("suzhou", ["Suzhou", "1000", "250"])] };

        var number = Seen(Tables.Registered, Tables.Data, Tables.Share, data).Derived[0];
        (number.Value, number.IsExact, number.AgreesWithStated).ShouldBe(("25", true, false));
        Seen(Tables.Registered, Tables.Data, Tables.Share, new NumberDropped("share", null)).Derived.ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_computed_shows_why_and_never_a_number()
    {
        var number = Seen(Tables.Registered, Tables.Share);

        number.Derived[0].Value.ShouldBeNull();
        number.Derived[0].Fault.ShouldNotBeNull();
        number.Derived[0].AgreesWithStated.ShouldBeNull();
        number.Gaps.ShouldContain(gap => gap.Detail.StartsWith("“Share of foreign firms” cannot be computed"));
    }

    [Fact]
    public void Cells_are_found_by_name()
    {
        var figure = Tables.WithData(Tables.Share);

        figure.Cell("suzhou.output").ShouldBe(new("suzhou", Tables.Data.Columns[1], "645"));
        figure.Cell("shenzhen", "foreign").ShouldBe(new("shenzhen", Tables.Data.Columns[2], null));
        figure.Cell("kunshan.output").ShouldBeNull();
        figure.Cell("suzhou").ShouldBeNull();
        figure.Number("share")!.Value.ShouldBe("97.3643410853");
        figure.Number("ratio").ShouldBeNull();
    }

    [Fact]
    public void Gaps_name_missing_data_and_sources()
    {
        Seen(Tables.Registered).Gaps.Select(gap => gap.Kind).ShouldBe(["no-data", "no-source"]);
        Seen(Tables.Registered, Tables.Data, Sourced).Gaps.ShouldBeEmpty();
    }

    [Fact]
    public void A_source_is_cited_in_full_with_the_note_on_it()
    {
        var source = Seen(Tables.Registered, Tables.Data, Sourced).Sources.ShouldHaveSingleItem();

        source.Citation!.Text.ShouldStartWith("David Zweig, Internationalizing China");
        (source.Key, source.CitedVersion, source.CurrentVersion, source.ChangedSinceCited, source.Withdrawn, source.Note)
            .ShouldBe(("zweig2002", 1, 1, false, false, "below the table"));
    }

    [Fact]
    public void A_source_that_changed_or_was_withdrawn_since_is_named()
    {
        var corrected = new SourceCorrected(SourceExamples.Book with { Publisher = "Cornell" }, SourceAnnotations.None);

        Seen([Tables.Registered, Tables.Data, Sourced], corrected).ShouldSatisfyAllConditions(
            view => view.Sources[0].ChangedSinceCited.ShouldBeTrue(),
            view => view.Gaps.ShouldHaveSingleItem().Detail.ShouldBe("The source “zweig2002” was cited at version 1 and is at version 2 now."));
        Seen([Tables.Registered, Tables.Data, Sourced], new SourceWithdrawn("not ours")).ShouldSatisfyAllConditions(
            view => view.Sources[0].Withdrawn.ShouldBeTrue(),
            view => view.Gaps.ShouldHaveSingleItem().Kind.ShouldBe("withdrawn"));
    }

    [Fact]
    public void A_source_whose_correction_was_undone_says_what_it_said_when_it_was_cited()
    {
        var corrected = new SourceCorrected(SourceExamples.Book with { Publisher = "Cornell" }, SourceAnnotations.None);
        var undone = new SourceChangeUndone(2, 2, [new(SourceId, Standing.Active)], new("zweig2002", SourceExamples.Book, SourceAnnotations.None));

        Seen([Tables.Registered, Tables.Data, Sourced], corrected, undone).ShouldSatisfyAllConditions(
            view => (view.Sources[0].CitedVersion, view.Sources[0].CurrentVersion, view.Sources[0].ChangedSinceCited).ShouldBe((1, 3, false)),
            view => view.Gaps.ShouldBeEmpty());
    }

    [Fact]
    public void A_corrected_figure_shows_the_correction_and_keeps_its_data()
    {
        var view = Seen(
            Tables.Registered, Tables.Data, new FigureCorrected("Table 1a", FigureKind.Chart, "Cities", new Locator("varieties"), new Draw(Mark.None), null));

        (view.Label, view.Kind, view.Caption, view.Locator, view.Draw.Mark, view.Completeness).ShouldBe(
            ("Table 1a", FigureKind.Chart, "Cities", new Locator("varieties"), Mark.None, null));
        view.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public void Lists_count_figures_as_people_do() => string.CompareOrdinal(Ordered("Figure 2"), Ordered("Figure 10")).ShouldBeNegative();

    private static string Ordered(string label)
    {
        var shown = Given.Stream(FigureStream.Definition, FigureId, "f", Tables.Registered with { Label = label });
        var lookup = new Lookup(new Dictionary<Guid, Stated?> { [FigureId] = shown }, new Dictionary<string, IReadOnlyList<Stated>>());
        return FigureStream.Definition.Render(FigureId, shown.State, null, lookup).Single().Order;
    }

    private static FigureView Seen(params IReadOnlyList<object> events) => Seen(events, more: []);

    private static FigureView Seen(IReadOnlyList<object> events, params IReadOnlyList<object> more) => Given.View<FigureView>(
        FigureStream.Definition,
        Given.Stream(FigureStream.Definition, FigureId, "table-1", events),
        Given.Stream(
            SourceStream.Definition, SourceId, "zweig2002", [new SourceRegistered("zweig2002", SourceExamples.Book, SourceAnnotations.None), .. more]));
}
