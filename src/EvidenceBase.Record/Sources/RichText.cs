namespace EvidenceBase.Record.Sources;

/// <summary>A set line: its words, and the same words in runs of one look.</summary>
public sealed record RichText(string Text, IReadOnlyList<TextRun> Runs)
{
    public static RichText Empty { get; } = new("", []);

    public bool Equals(RichText? other) => other is not null && Text == other.Text && Runs.SequenceEqual(other.Runs);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}

public sealed record TextRun(string Text, bool Italic = false);
