namespace EvidenceBase.Formats.Documents;

/// <summary>The blocks of a subtitle file: lines that follow each other without an empty line, and the number of the first, 1-based.</summary>
internal static class CueBlocks
{
    public static IEnumerable<(IReadOnlyList<string> Lines, int Number)> Of(string text)
    {
        var block = new List<string>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Length > 0)
            {
                block.Add(line);
                continue;
            }

            if (block.Count > 0)
                yield return (block, number - block.Count);
            block = [];
        }

        if (block.Count > 0)
            yield return (block, number - block.Count + 1);
    }
}
