namespace EvidenceBase.Record.Studies;

/// <summary>
/// Who codes blind, as facts of the round's row in the register: as long as the round stands, whoever lets people in can see it without
/// knowing what a round is.
/// </summary>
public static class BlindFacts
{
    private const string Documents = "documents";
    private const string Codes = "codes";
    private const string Prefix = "blind:";

    /// <param name="layers">The layer of each coder, by principal.</param>
    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> layers, IEnumerable<Guid> documents, IEnumerable<Guid> codes)
    {
        var facts = layers.ToDictionary(one => Prefix + one.Key, one => one.Value);
        facts[Documents] = string.Join(' ', documents);
        facts[Codes] = string.Join(' ', codes);
        return facts;
    }

    /// <summary>The layers in which coders code blind, by principal.</summary>
    public static IEnumerable<(string Principal, string Layer)> CodersOf(IReadOnlyDictionary<string, string> facts) =>
        facts.Where(fact => fact.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(fact => (fact.Key[Prefix.Length..], fact.Value));

    public static IReadOnlySet<Guid> DocumentsOf(IReadOnlyDictionary<string, string> facts) => Ids(facts, Documents);

    public static IReadOnlySet<Guid> CodesOf(IReadOnlyDictionary<string, string> facts) => Ids(facts, Codes);

    private static HashSet<Guid> Ids(IReadOnlyDictionary<string, string> facts, string name) =>
        [.. facts.GetValueOrDefault(name, string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
}
