namespace EvidenceBase.Formats.Documents;

/// <summary>What the styles of an OpenDocument text say of the words under them.</summary>
internal sealed class OdtStyles
{
    private const int LongestChain = 20;

    private readonly Dictionary<(string Family, string Name), Style> styles = [];

    /// <summary>Reads one style; the walk stands on it.</summary>
    public void Add(XmlWalk xml)
    {
        var key = (xml.Attribute("family") ?? "", xml.Attribute("name") ?? "");
        var style = new Style(xml.Attribute("parent-style-name"), false, false, false);
        foreach (var node in xml.Nodes())
        {
            if (node.Name != "text-properties")
                continue;
            style = style with
            {
                IsHidden = node.Attribute("display") == "none",
                IsEmphasised = node.Attribute("font-weight") is not (null or "normal") || node.Attribute("font-style") is not (null or "normal")
                    || IsLine(node.Attribute("text-underline-style")) || IsLine(node.Attribute("text-line-through-style")),
                IsHighlighted = node.Attribute("background-color") is not (null or "transparent"),
            };
        }

        styles[key] = style;
    }

    public bool IsHidden(string family, string? name) => Chain(family, name).Any(style => style.IsHidden);

    public bool IsEmphasised(string? name) => Chain("text", name).Any(style => style.IsEmphasised);

    public bool IsHighlighted(string? name) => Chain("text", name).Any(style => style.IsHighlighted);

    private static bool IsLine(string? value) => value is not (null or "none");

    private IEnumerable<Style> Chain(string family, string? name)
    {
        for (var steps = 0; name is not null && steps < LongestChain && styles.TryGetValue((family, name), out var style); steps++, name = style.Parent)
            yield return style;
    }

    private sealed record Style(string? Parent, bool IsHidden, bool IsEmphasised, bool IsHighlighted);
}
