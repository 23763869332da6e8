using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>What a Word document's paragraph styles say of the structure: which are headings, which are lists.</summary>
internal sealed class WordStyles
{
    private const int LongestChain = 20;

    private readonly Dictionary<string, Style> styles = new(StringComparer.Ordinal);

    private WordStyles(WordNumbering numbering) => Numbering = numbering;

    public WordNumbering Numbering { get; }

    public static WordStyles Read(XmlWalk? xml, WordNumbering numbering)
    {
        var read = new WordStyles(numbering);
        if (xml is null)
            return read;
        xml.Root();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "style" && node.Attribute("styleId") is { } id)
                read.styles[id] = One(node);
            else if (node.Name is "docDefaults" or "latentStyles")
                node.Skip();
        }

        return read;
    }

    /// <summary>1 for the highest heading; null for what is none.</summary>
    public int? HeadingLevel(string? style) => Chain(style).Select(each => each.Level).FirstOrDefault(level => level is not null);

    /// <summary>The list whose numbers or bullets the style gives; null where it gives none.</summary>
    public string? List(string? style) => Chain(style).Select(each => each.List).FirstOrDefault(list => list is not null);

    /// <summary>Of a level as Word counts it: 0 is the highest heading, 9 is running text.</summary>
    public static int? Level(string? outline) =>
        int.TryParse(outline, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level < 9 ? level + 1 : null;

    private static Style One(XmlWalk xml)
    {
        var (basedOn, level, list) = ((string?)null, (int?)null, (string?)null);
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "basedOn")
                basedOn = node.Attribute("val");
            else if (node.Name == "outlineLvl")
                level = Level(node.Attribute("val"));
            else if (node.Name == "name")
                level ??= ByName(node.Attribute("val"));
            else if (node.Name == "numId")
                list = node.Attribute("val");
            else if (node.Name is "tblPr" or "tblStylePr")
                node.Skip();
        }

        return new(basedOn, level, list);
    }

    private static int? ByName(string? name) => name?.ToLowerInvariant() switch
    {
        "title" => 1,
        { Length: 9 } heading when heading.StartsWith("heading ", StringComparison.Ordinal) && heading[8] is >= '1' and <= '9' => heading[8] - '0',
        _ => null,
    };

    private IEnumerable<Style> Chain(string? id)
    {
        for (var steps = 0; id is not null && steps < LongestChain && styles.TryGetValue(id, out var style); steps++, id = style.BasedOn)
            yield return style;
    }

    private sealed record Style(string? BasedOn, int? Level, string? List);
}
