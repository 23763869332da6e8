namespace EvidenceBase.Record.Codebooks;

/// <summary>What has become of a code.</summary>
public enum CodeStatus
{
    Active,

    /// <summary>Not applied any more.</summary>
    Retired,

    /// <summary>Part of another code.</summary>
    Merged,

    /// <summary>Given way to several others; its codings are to be coded anew.</summary>
    Split,
}

/// <summary>A category of the code tree.</summary>
/// <param name="Parent">The code it was put under; see <see cref="Codebook.ParentOf"/> for where it stands after merges.</param>
/// <param name="Version">1 when it was defined, one more for every change of it.</param>
/// <param name="DefinedIn">The version of the codebook that brought its present definition.</param>
/// <param name="Retired">Why it was retired; null while it is not.</param>
public sealed record Code(
    Guid Id,
    string Key,
    string Name,
    string? Definition,
    string? Include,
    string? Exclude,
    string? Colour,
    Guid? Parent,
    bool Codable,
    long Version,
    long DefinedIn,
    string? Retired);

/// <summary>Codes that have become one.</summary>
public sealed record Merge(Guid Id, System.Collections.Immutable.ImmutableList<Guid> From, Guid Into, string? Reason);

/// <summary>A code that has given way to others.</summary>
public sealed record Split(Guid Id, Guid Code, System.Collections.Immutable.ImmutableList<Guid> Into, string Reason);
