using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace EvidenceBase.Formats.Yaml;

/// <summary>
/// Loads one YAML document. Before anything is built, its events are counted: depth is limited, tags are refused, and an alias may only
/// repeat something small that holds no alias itself, so that no few lines unfold into millions.
/// </summary>
internal static class YamlText
{
    private const int MaximumDepth = 32;
    private const int MostRepeated = 50;

    public static (YamlNode? Root, Finding? Error) Load(Stream stream, string file)
    {
        var (text, fault) = FileText.Read(stream);
        if (text is null)
            return (null, new Finding(file, null, null, fault!));
        try
        {
            if (Unsafe(text, file) is { } error)
                return (null, error);
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents is [var document])
                return (document.RootNode, null);
            var count = yaml.Documents.Count == 0 ? "The file is empty." : "The file holds more than one YAML document.";
            return (null, new Finding(file, null, null, count));
        }
        catch (YamlException problem)
        {
            return (null, new Finding(file, null, null, $"The YAML cannot be read: {problem.Message}", (int)problem.Start.Line));
        }
    }

    private static Finding? Unsafe(string text, string file)
    {
        var parser = new Parser(new StringReader(text));
        var open = new Stack<(string? Anchor, int From)>();
        var small = new HashSet<string>(StringComparer.Ordinal);
        var nodes = 0;
        var lastAlias = -1;
        while (parser.MoveNext())
        {
            var now = parser.Current!;
            Finding Found(string detail) => new(file, null, null, detail, (int)now.Start.Line);

            if (now is AnchorAlias alias)
            {
                if (!small.Contains(alias.Value.Value))
                {
                    return Found(
                        $"The alias *{alias.Value.Value} repeats something that is too large, holds an alias or is not there. Write it out.");
                }

                lastAlias = nodes++;
            }
            else if (now is MappingEnd or SequenceEnd)
            {
                var (anchor, from) = open.Pop();
                if (anchor is not null && nodes - from <= MostRepeated && lastAlias < from)
                    small.Add(anchor);
            }
            else if (now is NodeEvent node)
            {
                if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
                    return Found($"The tag {node.Tag.Value} is not read here. Leave it out.");
                nodes++;
                var name = node.Anchor.IsEmpty ? null : node.Anchor.Value;
                if (node is Scalar)
                {
                    if (name is not null)
                        small.Add(name);
                }
                else
                {
                    open.Push((name, nodes));
                    if (open.Count > MaximumDepth)
                        return Found($"Entries are nested more than {MaximumDepth} deep.");
                }
            }
        }

        return null;
    }
}
