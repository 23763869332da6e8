using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

/// <summary>A unit of comparison from <c>cases.yaml</c>.</summary>
public sealed record BundledCase(
    string Key, string Name, string? Description, IReadOnlyList<BundledAttribute> Attributes, IReadOnlyList<BundledBearing> Bearings);

/// <param name="Value">A decimal string or a text.</param>
/// <param name="Cell">The cell that the value comes from; null where <paramref name="Locator"/> says where it is stated.</param>
public sealed record BundledAttribute(string Name, string Value, string? Unit, string? Year, BundledCell? Cell, Locator? Locator);

public sealed record BundledCell(string Figure, string Row, string Column);

public sealed record BundledBearing(BundledThing About, string? Note);
