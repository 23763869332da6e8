namespace EvidenceBase.Codings;

/// <summary>A coding with what must be known of it to look it through again.</summary>
/// <param name="Order">What it is sorted by before its id.</param>
internal sealed record FlaggedCoding(Guid Id, string Layer, IReadOnlyList<Guid> Codes, IReadOnlyList<Guid> RedefinedCodes, bool Orphaned, string Order)
{
    public bool Redefined => RedefinedCodes.Count > 0;
}
