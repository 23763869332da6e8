using System.Text;

namespace EvidenceBase.Record.Sources;

/// <summary>
/// Puts the parts of a citation together: a part that is not there takes its separator with it, commas and full stops go inside closing
/// quotation marks, and no full stop follows another end of a sentence.
/// </summary>
internal sealed class RichTextBuilder
{
    private const string ClosingQuotes = "”’";
    private readonly List<(StringBuilder Text, bool Italic)> runs = [];

    public RichTextBuilder Add(string separator, string? text, bool italic = false) =>
        AddAsIs(separator, text is null ? null : Typography.Curl(text), italic);

    /// <summary>For addresses, in which every sign counts.</summary>
    public RichTextBuilder AddAsIs(string separator, string? text, bool italic = false) =>
        Add(separator, string.IsNullOrWhiteSpace(text) ? RichText.Empty : new RichText(text, [new TextRun(text, italic)]));

    public RichTextBuilder Add(string separator, RichText part)
    {
        if (part.Text.Length == 0)
            return this;
        if (runs.Count > 0)
            Separate(separator);
        foreach (var run in part.Runs)
            Append(run.Text, run.Italic);
        return this;
    }

    /// <summary>The line, closed with a full stop.</summary>
    public RichText Close()
    {
        if (runs.Count > 0)
            Separate(".");
        return Build();
    }

    public RichText Build() =>
        new(string.Concat(runs.Select(run => run.Text.ToString())), [.. runs.Select(run => new TextRun(run.Text.ToString(), run.Italic))]);

    private void Separate(string separator)
    {
        if (separator[0] is not ('.' or ','))
        {
            Append(separator, italic: false);
            return;
        }

        var (text, italic) = runs[^1];
        var end = text.Length;
        while (end > 0 && ClosingQuotes.Contains(text[end - 1], StringComparison.Ordinal))
            end--;
        var before = end > 0 ? text[end - 1] : ' ';
        var repeated = separator[0] == '.' ? before is '.' or '?' or '!' or '…' : before == ',';
        if (!repeated)
        {
            if (end < text.Length || !italic)
                text.Insert(end, separator[0]);
            else
                Append(separator[..1], italic: false);
        }

        Append(separator[1..], italic: false);
    }

    private void Append(string text, bool italic)
    {
        if (text.Length == 0)
            return;
        if (runs.Count > 0 && runs[^1].Italic == italic)
            runs[^1].Text.Append(text);
        else
            runs.Add((new StringBuilder(text), italic));
    }
}
