using System.Text.RegularExpressions;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;

namespace EvidenceBase.Record.Figures;

/// <summary>A source under a figure as it is shown.</summary>
/// <param name="Citation">The full note in Chicago style; null while the source is not there yet.</param>
/// <param name="CitedVersion">The version that was looked at.</param>
/// <param name="ChangedSinceCited">Whether it says something else now than then – not where that was undone –; the change is shown, never silently followed.</param>
public sealed record FigureSourceView(
    Guid Id, string? Key, RichText? Citation, long CitedVersion, long CurrentVersion, bool ChangedSinceCited, bool Withdrawn, bool Incomplete, string? Note);

/// <summary>A derived number as it is shown: its formula, what it gives now, and what the text states.</summary>
/// <param name="Value">Recomputed from the cells; a decimal string, rounded as the figure's <c>rounding</c> says.</param>
/// <param name="Fault">Why there is no value.</param>
public sealed record DerivedNumberView(
    string Key,
    string Title,
    string Formula,
    string? Value,
    bool IsExact,
    string? Unit,
    string? Stated,
    string? StatedValue,
    bool? AgreesWithStated,
    Locator? Locator,
    string? Fault);

/// <summary>A figure or table with its data, the numbers derived from them, and the sources under it.</summary>
/// <param name="Rounding">How the values of derived numbers are rounded.</param>
/// <param name="Gaps">What is missing or does not fit.</param>
public sealed partial record FigureView(
    Guid Id,
    string Key,
    long Version,
    string Label,
    FigureKind Kind,
    string Caption,
    Locator? Locator,
    string? Completeness,
    Draw Draw,
    IReadOnlyList<FigureColumn> Columns,
    IReadOnlyList<FigureRow> Rows,
    IReadOnlyList<FigureNode> Nodes,
    IReadOnlyList<FigureEdge> Edges,
    IReadOnlyList<FigureSourceView> Sources,
    IReadOnlyList<DerivedNumberView> Derived,
    string Rounding,
    IReadOnlyList<ViewGap> Gaps,
    string? Withdrawn)
{
    public static IEnumerable<View> Render(Guid id, Figure figure, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        yield return new(Kinds.Figure, id, figure.Key, version, Order(figure.Label), Of(id, figure, version, lookup));
    }

    public static FigureView Of(Guid id, Figure figure, long version, Lookup lookup)
    {
        IReadOnlyList<FigureSourceView> sources = [.. figure.Sources.Select(source => Shown(source, lookup))];
        IReadOnlyList<DerivedNumberView> derived = [.. figure.Derived.Select(number => Shown(figure.Compute(number)))];
        return new(
            id,
            figure.Key,
            version,
            figure.Label,
            figure.Kind,
            figure.Caption,
            figure.Locator,
            figure.Completeness,
            figure.Draw,
            figure.Columns,
            figure.Rows,
            figure.Nodes,
            figure.Edges,
            sources,
            derived,
            ComputedNumber.Rounding,
            [.. GapsOf(figure, sources, derived)],
            figure.Withdrawn);
    }

    /// <summary>“Figure 2” comes before “Figure 10”.</summary>
    private static string Order(string label) => Digits().Replace(label, number => number.Value.PadLeft(10, '0'));

    private static FigureSourceView Shown(FigureSource figureSource, Lookup lookup)
    {
        var (cited, stated) = (figureSource.Cited, lookup.Find(figureSource.Cited.Id));
        var source = stated?.State as Source;
        return new(
            cited.Id,
            stated?.Key,
            source is null ? null : ChicagoNotes.FullNote(source),
            cited.Version,
            stated?.Version ?? cited.Version,
            stated?.HasChangedSince(cited.Version) == true,
            source?.IsWithdrawn == true,
            source?.Annotations.Incomplete == true,
            figureSource.Note);
    }

    private static DerivedNumberView Shown(ComputedNumber number) => new(
        number.Derived.Key,
        number.Derived.Title,
        number.Derived.Formula,
        number.Value,
        number.IsExact,
        number.Derived.Unit,
        number.Derived.Stated,
        number.Derived.StatedValue,
        number.AgreesWithStated,
        number.Derived.Locator,
        number.Fault);

    private static IEnumerable<ViewGap> GapsOf(
        Figure figure, IReadOnlyList<FigureSourceView> sources, IReadOnlyList<DerivedNumberView> derived)
    {
        if (!figure.HasData())
            yield return new("no-data", "No data are recorded.");
        if (sources.Count == 0)
            yield return new("no-source", "No source is named.");
        foreach (var source in sources.Where(source => source.Withdrawn))
            yield return new("withdrawn", $"The source “{source.Key}” is withdrawn.");
        foreach (var source in sources.Where(source => source.ChangedSinceCited && !source.Withdrawn))
            yield return new("changed-since-cited", $"The source “{source.Key}” was cited at version {source.CitedVersion} and is at version {source.CurrentVersion} now.");
        foreach (var number in derived.Where(number => number.Fault is not null))
            yield return new("not-computable", $"“{number.Title}” cannot be computed: {number.Fault}");
        foreach (var number in derived.Where(number => number.AgreesWithStated == false))
            yield return new("differs-from-stated", $"“{number.Title}” is stated as {number.StatedValue} and computed as {number.Value}.");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
