namespace EvidenceBase.Formats.Documents;

/// <summary>Which lists of a Word document show numbers or bullets: some exist only to give headings their levels.</summary>
internal sealed class WordNumbering
{
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> lists = new(StringComparer.Ordinal);

    public static WordNumbering Read(XmlWalk? xml)
    {
        var numbering = new WordNumbering();
        xml?.Root();
        string? current = null;
        foreach (var node in xml?.Nodes() ?? [])
        {
            if (node.Name == "abstractNum")
                current = node.Attribute("abstractNumId");
            else if (node.Name == "numFmt" && node.Attribute("val") is not "none" && current is not null)
                numbering.shown.Add(current);
            else if (node.Name == "num")
                current = node.Attribute("numId");
            else if (node.Name == "abstractNumId" && current is not null && node.Attribute("val") is { } definition)
                numbering.lists[current] = definition;
        }

        return numbering;
    }

    /// <summary>The list 0 is none; a list that is not defined is shown.</summary>
    public bool IsShown(string? list) => list is not (null or "0") && (!lists.TryGetValue(list, out var definition) || shown.Contains(definition));
}
