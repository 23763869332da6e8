using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Tests;

/// <summary>The states that a view is rendered from, as a test gives them.</summary>
internal static class Views
{
    public static Lookup Around(params Stated[] known) =>
        new(known.ToDictionary(stated => stated.Id, Stated? (stated) => stated), new Dictionary<string, IReadOnlyList<Stated>>());
}
