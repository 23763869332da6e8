using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Figures;

public sealed class FigureStreamTests
{
    private static readonly Guid Id = Guid.NewGuid();

    [Fact]
    public void The_register_knows_which_cells_and_numbers_can_be_cited()
    {
        var figure = Registered(Tables.Registered, Tables.Data, Tables.Share);

        FigureFacts.NotThere(figure, "suzhou.output", null, "cell").ShouldBeNull();
        FigureFacts.NotThere(figure, null, "share", "derived").ShouldBeNull();
        FigureFacts.NotThere(figure, null, null, "derived").ShouldBeNull();
        FigureFacts.NotThere(figure, "suzhou.gdp", null, "cell")!.Type.ShouldBe("unknown-cell");
        FigureFacts.NotThere(figure, "suz.output", null, "cell")!.Field.ShouldBe("cell");
        FigureFacts.NotThere(figure, "suzhou", null, "cell").ShouldNotBeNull();
        FigureFacts.NotThere(figure, null, "ratio", "derived")!.Type.ShouldBe("unknown-number");
    }

    [Fact]
    public void What_was_dropped_or_replaced_cannot()
    {
        var figure = Registered(
            Tables.Registered, Tables.Data, Tables.Share, new NumberDropped("share", null), Tables.Data with { Rows = [Tables.Data.Rows[1]] });

        FigureFacts.NotThere(figure, null, "share", "derived").ShouldNotBeNull();
        FigureFacts.NotThere(figure, "suzhou.output", null, "cell").ShouldNotBeNull();
        FigureFacts.NotThere(figure, "shenzhen.output", null, "cell").ShouldBeNull();
    }

    [Fact]
    public void A_figure_without_data_has_no_cells() => FigureFacts.NotThere(Registered(Tables.Registered), "suzhou.output", null, "cell").ShouldNotBeNull();

    [Fact]
    public void Withdrawal_ends_its_standing() =>
        FigureStream.Definition.RegisterChanges(Id, new FigureWithdrawn("x")).ShouldContain(new RegisterChange.Stands(Id, Standing.Withdrawn));

    /// <summary>The register row as the service keeps it: facts are merged by name.</summary>
    private static Registered Registered(params IReadOnlyList<object> events)
    {
        var facts = new Dictionary<string, string>();
        foreach (var change in events.SelectMany(@event => FigureStream.Definition.RegisterChanges(Id, @event)))
        {
            foreach (var (name, value) in (change as RegisterChange.Enters)?.Facts ?? (change as RegisterChange.Changes)?.Facts ?? facts)
                facts[name] = value;
        }

        return Given.Registered(Kinds.Figure, "table-1", events.Count, id: Id) with { Facts = facts };
    }
}
