using System.Text.RegularExpressions;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Figures;

/// <summary>A source under a figure as it is shown.</summary>
/// <param name="Version">The version that was looked at.</param>
/// <param name="ChangedSinceCited">Whether the source has been changed since.</param>
public sealed record FigureSourceView(Guid Id, string? Key, long Version, bool ChangedSinceCited, string? Note);

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
/// <param name="Gaps">What is missing or does not fit, a sentence each.</param>
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
    IReadOnlyList<string> Gaps,
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

    private static FigureSourceView Shown(FigureSource source, Lookup lookup)
    {
        var now = lookup.Find(source.Cited.Id);
        return new(source.Cited.Id, now?.Key, source.Cited.Version, now?.Version > source.Cited.Version, source.Note);
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

    private static IEnumerable<string> GapsOf(
        Figure figure, IReadOnlyList<FigureSourceView> sources, IReadOnlyList<DerivedNumberView> derived)
    {
        if (!figure.HasData())
            yield return "No data are recorded.";
        if (sources.Count == 0)
            yield return "No source is named.";
        foreach (var source in sources.Where(source => source.ChangedSinceCited))
            yield return $"The source “{source.Key}” has changed since it was cited.";
        foreach (var number in derived.Where(number => number.Fault is not null))
            yield return $"“{number.Title}” cannot be computed: {number.Fault}";
        foreach (var number in derived.Where(number => number.AgreesWithStated == false))
            yield return $"“{number.Title}” is stated as {number.StatedValue} and computed as {number.Value}.";
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
