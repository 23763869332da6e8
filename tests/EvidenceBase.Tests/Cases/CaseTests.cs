using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Figures;
using EvidenceBase.Tests.Kernel;
using Shouldly;
using Xunit;
using Case = EvidenceBase.Record.Cases.Case;

namespace EvidenceBase.Tests.Cases;

public sealed class CaseTests
{
    private static readonly Guid CaseId = Guid.NewGuid();
    private static readonly Guid FigureId = Guid.NewGuid();
    private static readonly CaseDefined Defined = new("suzhou", "Suzhou", "A city");
    private static readonly Registered Interview = Given.Registered(Kinds.Interview, "JS 036");

    private static readonly Registered Table = Given.Registered(Kinds.Figure, "table-1", id: FigureId) with
    {
        Facts = new Dictionary<string, string> { ["rows"] = "suzhou shenzhen", ["columns"] = "city output foreign" },
    };

    private static readonly CaseAttributeSet Output =
        new("Output", "645", "billion yuan", "2008", new(new(Kinds.Figure, FigureId, 2), "suzhou", "output"), null);

    private static readonly CaseAttributeSet Province = new("Province", "Jiangsu", null, null, null, new Locator("varieties", 13));

    [Fact]
    public void An_attribute_comes_from_one_place()
    {
        CaseDecisions.SetAttribute(Suzhou(), Output with { Cell = null }, null).Problem!.Type.ShouldBe("origin");
        CaseDecisions.SetAttribute(Suzhou(), Output with { Locator = new("varieties") }, Table).Problem!.Type.ShouldBe("origin");
        CaseDecisions.SetAttribute(Suzhou(), Output, Table).Events.ShouldBe([Output]);
        CaseDecisions.SetAttribute(Suzhou(), Province, null).Events.ShouldBe([Province]);
    }

    [Fact]
    public void Its_cell_exists_in_a_figure_that_stands()
    {
        var nowhere = Output with { Cell = Output.Cell! with { Row = "kunshan" } };

        CaseDecisions.SetAttribute(Suzhou(), nowhere, Table).Problem!.Type.ShouldBe("unknown-cell");
        CaseDecisions.SetAttribute(Suzhou(), Output, Table with { Standing = Standing.Withdrawn }).Problem!.Type.ShouldBe("withdrawn");
    }

    [Fact]
    public void Set_again_it_is_replaced_in_its_place()
    {
        var unit = Suzhou(Output, Province, Output with { Value = "646" });

        unit.Attributes.Select(one => (one.Name, one.Value)).ShouldBe([("Output", "646"), ("Province", "Jiangsu")]);
        CaseDecisions.SetAttribute(unit, Province, null).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_removed_attribute_is_gone_and_cannot_be_removed_twice()
    {
        var removed = CaseDecisions.RemoveAttribute(Suzhou(Output, Province), "Output", "wrong").Events;

        Suzhou([Output, Province, .. removed]).Attributes.ShouldHaveSingleItem().Name.ShouldBe("Province");
        CaseDecisions.RemoveAttribute(Suzhou(Province), "Output", null).Problem!.Kind.ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public void Bearings_keep_the_latest_note_and_can_be_taken_back()
    {
        var first = CaseDecisions.RecordBearing(CaseId, Suzhou(), Interview, "a manager").Events;
        var second = CaseDecisions.RecordBearing(CaseId, Suzhou(first), Interview, "a manager of a supplier").Events;
        var unit = Suzhou([.. first, .. second]);

        unit.Bearings.ShouldBe([new(new(Kinds.Interview, Interview.Id, "JS 036"), "a manager of a supplier")]);
        unit.IsBornOnBy(Interview.Id).ShouldBeTrue();
        CaseDecisions.RecordBearing(CaseId, unit, Interview, "a manager of a supplier").Events.ShouldBeEmpty();
        var removed = CaseDecisions.RemoveBearing(unit, Interview, null).Events;
        Suzhou([.. first, .. second, .. removed]).IsBornOnBy(Interview.Id).ShouldBeFalse();
        CaseDecisions.RemoveBearing(Suzhou(), Interview, null).Problem!.Kind.ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public void What_is_withdrawn_or_the_case_itself_bears_on_nothing()
    {
        CaseDecisions.RecordBearing(CaseId, Suzhou(), Interview with { Standing = Standing.Withdrawn }, null).Problem!.Type.ShouldBe("withdrawn");
        CaseDecisions.RecordBearing(CaseId, Suzhou(), Given.Registered(Kinds.Case, "suzhou", id: CaseId), null).Problem!.Type.ShouldBe("self-bearing");
    }

    [Fact]
    public void Redefining_to_the_same_leaves_no_event()
    {
        CaseDecisions.Redefine(Suzhou(), new("Suzhou", "A city")).Events.ShouldBeEmpty();
        CaseDecisions.Redefine(Suzhou(), new("Suzhou", "A city in Jiangsu")).Events.ShouldHaveSingleItem();
        Suzhou(new CaseRedefined("Soochow", "A city in Jiangsu")).ShouldSatisfyAllConditions(
            unit => unit.Name.ShouldBe("Soochow"), unit => unit.Description.ShouldBe("A city in Jiangsu"));
    }

    [Fact]
    public void The_view_shows_where_a_value_comes_from()
    {
        var view = Seen(Tables.Data, Output, Province);

        view.Attributes[0].Cell.ShouldBe(new(FigureId, "table-1", "Table 1", 2, "suzhou", "output", "645"));
        view.Attributes[0].DiffersFromCell.ShouldBe(false);
        view.Attributes[1].ShouldSatisfyAllConditions(
            one => one.Cell.ShouldBeNull(), one => one.DiffersFromCell.ShouldBeNull(), one => one.Locator.ShouldBe(Province.Locator));
        view.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public void The_view_names_a_value_that_its_cell_no_longer_holds()
    {
        var changed = Tables.Data with { Rows = [new("suzhou", ["Suzhou", "654", "628.0"])] };
        var gone = Tables.Data with { Rows = [] };

        Seen(changed, Output).Gaps.ShouldHaveSingleItem().Detail.ShouldBe("“Output” is given as 645, but the cell [suzhou.output] of Table 1 holds 654 now.");
        Seen(gone, Output).Gaps.ShouldHaveSingleItem().Detail.ShouldBe("“Output” is given as 645, but the cell [suzhou.output] of Table 1 holds nothing now.");
    }

    private static Case Suzhou(params IReadOnlyList<object> more) => Given.State<Case>(CaseStream.Definition, [Defined, .. more]);

    private static CaseView Seen(FigureDataRecorded data, params IReadOnlyList<object> more) => Given.View<CaseView>(
        CaseStream.Definition,
        Given.Stream(CaseStream.Definition, CaseId, "suzhou", [Defined, .. more]),
        Given.Stream(FigureStream.Definition, FigureId, "table-1", Tables.Registered, data));
}
