namespace EvidenceBase.Formats.Refi;

/// <summary>
/// What a code's description says in parts: a definition, then lines that begin with <c>Include:</c>, <c>Exclude:</c> and <c>Key:</c>. The
/// format has one text for all of it; other programs show it as it is.
/// </summary>
public sealed record CodeDescription(string? Definition, string? Include = null, string? Exclude = null, string? Key = null)
{
    private static readonly string[] Labels = ["Include:", "Exclude:", "Key:"];

    public static CodeDescription Parse(string? description)
    {
        var parts = new List<string>[] { [], [], [], [] };
        var current = 0;
        foreach (var line in (description ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            var label = Array.FindIndex(Labels, label => line.TrimStart().StartsWith(label, StringComparison.Ordinal));
            var first = label >= 0 && parts[label + 1].Count == 0;
            if (first)
                current = label + 1;
            parts[current].Add(first ? line.TrimStart()[Labels[label].Length..] : line);
        }

        return new CodeDescription(Text(parts[0]), Text(parts[1]), Text(parts[2]), Text(parts[3]));
    }

    /// <summary>The parts as one text, which <see cref="Parse"/> takes apart again; null where there is nothing to say.</summary>
    public string? Write()
    {
        var labelled = new[] { (Labels[0], Include), (Labels[1], Exclude), (Labels[2], Key) }
            .Where(part => part.Item2 is not null).Select(part => $"{part.Item1} {part.Item2}");
        var tail = string.Join('\n', labelled);
        return (Definition, tail) switch
        {
            (null, "") => null,
            (null, _) => tail,
            (_, "") => Definition,
            _ => $"{Definition}\n\n{tail}",
        };
    }

    private static string? Text(List<string> lines) => string.Join('\n', lines).Trim() is { Length: > 0 } text ? text : null;
}
