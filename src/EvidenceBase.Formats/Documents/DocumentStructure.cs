namespace EvidenceBase.Formats.Documents;

/// <summary>
/// How a text is built. All positions are Unicode code points of the canonical text, 0-based, ends exclusive; every list is in the order of
/// the text. It holds words of the document (speakers, comments) and is as confidential as the text.
/// </summary>
/// <param name="Blocks">Paragraphs, headings, list items, notes; apart from each other. Empty ones are not listed.</param>
/// <param name="Turns">Who speaks where; apart from each other.</param>
/// <param name="Cues">The cues of a subtitle file with their times.</param>
/// <param name="Times">Times that stand in the text itself, such as <c>[00:12:30]</c>.</param>
/// <param name="Comments">What was written beside the text; it is not part of it.</param>
public sealed record DocumentStructure(
    IReadOnlyList<TextBlock> Blocks,
    IReadOnlyList<TextTable> Tables,
    IReadOnlyList<TextPart> Parts,
    IReadOnlyList<SpeakerTurn> Turns,
    IReadOnlyList<TimedCue> Cues,
    IReadOnlyList<TimeMark> Times,
    IReadOnlyList<MarginComment> Comments)
{
    /// <summary>What lies in a part of the text or touches it; positions stay those of the whole text.</summary>
    public DocumentStructure Within(int start, int end)
    {
        return new(
            [.. Blocks.Where(block => Touches(block.Start, block.End))],
            [.. Tables.Where(table => Touches(table.Start, table.End))],
            [.. Parts.Where(part => Touches(part.Start, part.End))],
            [.. Turns.Where(turn => Touches(turn.Start, turn.End))],
            [.. Cues.Where(cue => Touches(cue.Start, cue.End))],
            [.. Times.Where(mark => Touches(mark.Start, mark.End))],
            [.. Comments.Where(comment => Touches(comment.Start, comment.End))]);

        bool Touches(int from, int to) => from <= end && to >= start;
    }
}

public enum BlockKind
{
    Paragraph,
    Heading,
    ListItem,
    Quotation,

    /// <summary>Text whose spaces and lines count, such as program code.</summary>
    Preformatted,

    /// <summary>Text of a box that stands beside the flow of the text; it follows the paragraph it is anchored in.</summary>
    TextBox,

    Footnote,
    Endnote,
}

/// <param name="Level">Of a heading (1 is the highest) or of a list item (1 is the outermost).</param>
/// <param name="At">Where a note is referred to.</param>
public sealed record TextBlock(BlockKind Kind, int Start, int End, int? Level = null, int? At = null);

public readonly record struct TextSpan(int Start, int End);

/// <summary>A table: in the text its rows are lines and its cells stand apart by a tab.</summary>
public sealed record TextTable(int Start, int End, IReadOnlyList<IReadOnlyList<TextSpan>> Rows);

public enum PartKind
{
    /// <summary>A page of a PDF; its label is its number.</summary>
    Page,

    /// <summary>A document of an EPUB; its label is its path in the book.</summary>
    Chapter,
}

public sealed record TextPart(PartKind Kind, string Label, int Start, int End);

/// <param name="Speaker">As the file names them.</param>
/// <param name="SpeechStart">Where what is said begins: behind the name, where the name stands in the text.</param>
public sealed record SpeakerTurn(string Speaker, int Start, int SpeechStart, int End);

/// <param name="From">Milliseconds from the beginning of the recording.</param>
/// <param name="Until">Milliseconds from the beginning of the recording.</param>
public sealed record TimedCue(int Start, int End, long From, long Until, string? Identifier = null);

/// <param name="Start">Where the mark itself begins in the text.</param>
/// <param name="At">Milliseconds from the beginning of the recording.</param>
public sealed record TimeMark(int Start, int End, long At);

/// <param name="Start">Where the passage begins that it is about; where nothing is marked, start and end are the place it is at.</param>
/// <param name="At">When it was written, as the file has it.</param>
public sealed record MarginComment(int Start, int End, string? Author, string? At, string Text);
