namespace EvidenceBase.Record.Kernel;

/// <summary>Something that is missing in a thing shown, or does not fit.</summary>
/// <param name="Kind">A stable word in kebab-case (<c>no-source</c>).</param>
/// <param name="Detail">The same in a sentence.</param>
public sealed record ViewGap(string Kind, string Detail);
