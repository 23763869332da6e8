using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Figures;

/// <summary>What may happen to a figure, decided from its state and from what the register says of its sources.</summary>
public static class FigureDecisions
{
    /// <param name="data">The data, where they are at hand already; a problem of theirs refuses the figure too.</param>
    public static Decision Register(FigureRegistered registered, FigureDataRecorded? data = null)
    {
        if (FigureDrawing.Fault(registered.Draw) is { } problem)
            return problem;
        if (data is null)
            return Decision.Accept(registered);
        var recorded = RecordData(Figure.Evolve(null, registered)!, data);
        return recorded.Problem is { } fault ? fault with { Field = $"data.{fault.Field}" } : Decision.Accept([registered, .. recorded.Events]);
    }

    /// <summary>Data replace what was there whole, but take no cell away from under a derived number or the drawing.</summary>
    public static Decision RecordData(Figure figure, FigureDataRecorded data)
    {
        if (Withdrawn(figure) is { } withdrawn)
            return withdrawn;
        var normalised = FigureData.Normalised(data);
        if (FigureData.Fault(normalised) is { } fault)
            return fault;
        var after = Figure.Evolve(figure, normalised)!;
        if (FigureDrawing.Fault(figure.Draw, after) is { } undrawn)
            return undrawn;
        if (after.Derived.Select(after.Compute).FirstOrDefault(number => number.Fault is not null) is { } broken)
        {
            return Problem.Conflict(
                "formula-breaks", $"The number “{broken.Derived.Key}” could no longer be computed: {broken.Fault} Keep the cell, or drop the number first.", "rows");
        }

        return FigureData.Same(figure, normalised) ? Decision.Accept() : Decision.Accept(normalised);
    }

    public static Decision Source(Figure figure, Registered source, string? note)
    {
        if (Withdrawn(figure) is { } withdrawn)
            return withdrawn;
        if (source.NotCitable("source") is { } notCitable)
            return notCitable;
        return figure.Sources.Contains(new(source.Cite(), note)) ? Decision.Accept() : Decision.Accept(new FigureSourced(source.Cite(), note));
    }

    public static Decision Unsource(Figure figure, Registered source, string? reason)
    {
        if (Withdrawn(figure) is { } withdrawn)
            return withdrawn;
        return figure.Sources.Exists(one => one.Cited.Id == source.Id)
            ? Decision.Accept(new FigureUnsourced(source.Id, reason))
            : Problem.NotFound("source under this figure", source.Name);
    }

    public static Decision Correct(Figure figure, FigureCorrected corrected)
    {
        if (Withdrawn(figure) is { } withdrawn)
            return withdrawn;
        if (FigureDrawing.Fault(corrected.Draw, figure) is { } undrawn)
            return undrawn;
        var same = corrected == new FigureCorrected(figure.Label, figure.Kind, figure.Caption, figure.Locator, figure.Draw, figure.Completeness);
        return same ? Decision.Accept() : Decision.Accept(corrected);
    }

    public static Decision Derive(Figure figure, NumberDerived derived)
    {
        if (Withdrawn(figure) is { } withdrawn)
            return withdrawn;
        if (!CellName.IsPart(derived.Key))
            return Problem.Unprocessable("bad-name", $"“{derived.Key}” cannot be the key of a derived number. {CellName.Rule}", "key");
        if (figure.Derived.Exists(one => one.Key == derived.Key))
            return Problem.Conflict("key-taken", $"The figure already has a derived number “{derived.Key}”. Drop that one first, or choose another key.", "key");
        if (derived.StatedValue is not null && !Rational.IsDecimal(derived.StatedValue))
        {
            return Problem.Unprocessable(
                "stated-value", $"“{derived.StatedValue}” is not a plain decimal such as 10 or 2.35. Put words into “stated”.", "statedValue");
        }

        return figure.Compute(Figure.Of(derived)).Fault is { } fault
            ? Problem.Unprocessable("formula", fault, "formula")
            : Decision.Accept(derived);
    }

    public static Decision Drop(Figure figure, string key, string? reason)
    {
        if (Withdrawn(figure) is { } withdrawn)
            return withdrawn;
        return figure.Derived.Exists(one => one.Key == key) ? Decision.Accept(new NumberDropped(key, reason)) : Problem.NotFound("derived number", key);
    }

    /// <summary>A figure can be withdrawn while evidence cites it: that evidence then shows the gap.</summary>
    public static Decision Withdraw(Figure figure, string reason) =>
        Withdrawn(figure) is { } problem ? problem : Decision.Accept(new FigureWithdrawn(reason));

    /// <summary>What a figure breaks that every figure holds: it can be drawn, and its derived numbers can be computed.</summary>
    internal static Problem? Fault(Figure figure)
    {
        if (figure.HasData() && FigureDrawing.Fault(figure.Draw, figure) is { } undrawn)
            return undrawn;
        return figure.Derived.Select(figure.Compute).FirstOrDefault(number => number.Fault is not null) is { } broken
            ? Problem.Conflict("formula-breaks", $"The number “{broken.Derived.Key}” could no longer be computed: {broken.Fault} Drop it first.")
            : null;
    }

    private static Problem? Withdrawn(Figure figure) => figure.Withdrawn is null
        ? null
        : Problem.Conflict("withdrawn", $"The figure “{figure.Key}” was withdrawn and can no longer be changed. Register a new one.");
}
