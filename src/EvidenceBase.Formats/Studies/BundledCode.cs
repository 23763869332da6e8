namespace EvidenceBase.Formats.Studies;

/// <summary>A code of <c>codebook.qdc</c>, with its description taken apart.</summary>
/// <param name="Parent">The key of the code it stands under.</param>
public sealed record BundledCode(
    Guid Id, string Key, string Name, string? Definition, string? Include, string? Exclude, string? Colour, bool Codable, string? Parent);
