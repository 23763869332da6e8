using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Cases;

/// <summary>The cell that an attribute was taken from.</summary>
/// <param name="Version">The version of the figure that was looked at.</param>
/// <param name="Value">What stands in the cell now; null where the cell is empty or gone.</param>
public sealed record CellOriginView(Guid Id, string? Key, string? Label, long Version, string Row, string Column, string? Value);

/// <summary>An attribute as it is shown.</summary>
/// <param name="DiffersFromCell">Whether the cell it was taken from holds another value now; null where it comes from the text.</param>
public sealed record CaseAttributeView(
    string Name, string Value, string? Unit, string? Year, CellOriginView? Cell, Locator? Locator, bool? DiffersFromCell);

/// <summary>A unit of comparison with its attributes, each with where it comes from, and the things that bear on it.</summary>
/// <param name="Gaps">What is missing or does not fit.</param>
public sealed record CaseView(
    Guid Id,
    string Key,
    long Version,
    string Name,
    string Description,
    IReadOnlyList<CaseAttributeView> Attributes,
    IReadOnlyList<Bearing> Bearings,
    IReadOnlyList<ViewGap> Gaps)
{
    public static IEnumerable<View> Render(Guid id, Case unit, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        IReadOnlyList<CaseAttributeView> attributes = [.. unit.Attributes.Select(attribute => Shown(attribute, lookup))];
        yield return new(
            Kinds.Case,
            id,
            unit.Key,
            version,
            unit.Key,
            new CaseView(id, unit.Key, version, unit.Name, unit.Description, attributes, unit.Bearings, [.. GapsOf(attributes)]));
    }

    private static CaseAttributeView Shown(CaseAttribute attribute, Lookup lookup)
    {
        var cell = attribute.Cell is { } origin ? Shown(origin, lookup.Find<Figure>(origin.Figure.Id)) : null;
        return new(
            attribute.Name,
            attribute.Value,
            attribute.Unit,
            attribute.Year,
            cell,
            attribute.Locator,
            cell is null ? null : cell.Value != attribute.Value);
    }

    private static CellOriginView Shown(CellOrigin origin, Figure? figure) => new(
        origin.Figure.Id,
        figure?.Key,
        figure?.Label,
        origin.Figure.Version,
        origin.Row,
        origin.Column,
        figure?.Cell(origin.Row, origin.Column)?.Value);

    private static IEnumerable<ViewGap> GapsOf(IEnumerable<CaseAttributeView> attributes) =>
        from attribute in attributes
        where attribute.DiffersFromCell == true
        let cell = attribute.Cell!
        let now = cell.Value is null ? "holds nothing now" : $"holds {cell.Value} now"
        select new ViewGap(
            "differs-from-cell",
            $"“{attribute.Name}” is given as {attribute.Value}, but the cell [{cell.Row}.{cell.Column}] of {cell.Label ?? "its figure"} {now}.");
}
