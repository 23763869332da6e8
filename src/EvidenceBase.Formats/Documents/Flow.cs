using System.Text;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Puts a text together in the order in which it is read, and notes where its parts stand. Paragraphs are lines; in a table, rows are lines
/// and cells stand apart by a tab. Notes and text boxes are flows of their own that are added when their place has come.
/// </summary>
internal sealed class Flow(ReadingLimits limits, Losses losses)
{
    private bool isAside;

    private readonly StringBuilder text = new();
    private readonly List<TextBlock> blocks = [];
    private readonly List<TextTable> tables = [];
    private readonly List<TextPart> parts = [];
    private readonly Stack<OpenTable> open = [];
    private readonly List<Flow> boxes = [];
    private bool isAtStart = true;
    private bool afterReturn;
    private char? half;
    private (BlockKind Kind, int? Level, int Start)? paragraph;

    /// <summary>Of what is written next, in code points.</summary>
    public int Position { get; private set; }

    public Losses Losses => losses;

    public ReadingLimits Limits => limits;

    public bool IsInParagraph => paragraph is not null;

    /// <summary>Whether nothing but white space was written.</summary>
    public bool IsBlank
    {
        get
        {
            foreach (var chunk in text.GetChunks())
            {
                if (!chunk.Span.IsWhiteSpace())
                    return false;
            }

            return true;
        }
    }

    public List<MarginComment> Comments { get; } = [];

    /// <summary>A piece that gets its place later.</summary>
    public Flow Aside() => new(limits, losses) { isAside = true };

    /// <summary>Something at this place is not taken into the text.</summary>
    public void Lose(Loss loss) => losses.Count(loss, isAside ? null : Position);

    /// <summary>Begins a line of its own; what was begun before is at its end.</summary>
    public void Begin(BlockKind kind, int? level = null)
    {
        limits.CheckTime();
        End();
        if (!isAtStart)
            Put('\n');
        isAtStart = false;
        paragraph = (kind, level, Position);
    }

    public void End()
    {
        Flush();
        afterReturn = false;
        if (paragraph is { } begun && Position > begun.Start)
            blocks.Add(new(begun.Kind, begun.Start, Position, begun.Level));
        paragraph = null;
    }

    /// <summary>Text as it stands in the file; other line ends than LF become LF.</summary>
    public void Write(ReadOnlySpan<char> characters)
    {
        limits.CheckTime();
        foreach (var character in characters)
        {
            if (half is { } high)
            {
                half = null;
                if (char.IsLowSurrogate(character))
                {
                    text.Append(high).Append(character);
                    Position++;
                    continue;
                }

                Replace();
            }

            One(character);
        }

        limits.CheckLength(text.Length);
    }

    public void LineBreak() => Write("\n");

    public void BeginTable()
    {
        End();
        open.Push(new OpenTable(isAtStart ? Position : Position + 1));
    }

    public void BeginRow()
    {
        limits.CheckTime();
        End();
        if (!isAtStart)
            Put('\n');
        isAtStart = true;
        open.Peek().Rows.Add([]);
    }

    public void BeginCell()
    {
        End();
        if (open.Peek().Rows[^1].Count > 0)
            Put('\t');
        isAtStart = true;
        open.Peek().CellStart = Position;
    }

    public void EndCell()
    {
        End();
        var table = open.Peek();
        table.Rows[^1].Add(new(table.CellStart, Position));
    }

    public void EndRow()
    {
        End();
        isAtStart = false;
    }

    public void EndTable()
    {
        End();
        var table = open.Pop();
        if (Position >= table.Start && table.Rows.Count > 0)
            tables.Add(new(table.Start, Position, [.. table.Rows]));
    }

    public void Part(PartKind kind, string label, int start) => parts.Add(new(kind, label, Math.Min(start, Position), Position));

    /// <summary>A text box, which gets its place behind the paragraph; nothing where it is blank.</summary>
    public void Keep(Flow box)
    {
        if (!box.IsBlank)
            boxes.Add(box);
    }

    /// <summary>Adds the text boxes of the paragraph that has just ended.</summary>
    public void AddBoxes()
    {
        foreach (var box in boxes)
            Add(box, BlockKind.TextBox);
        boxes.Clear();
    }

    /// <summary>Adds the paragraphs of another flow behind what is there; all of them become blocks of one kind, if one is given.</summary>
    /// <param name="at">Where it is referred to.</param>
    public void Add(Flow aside, BlockKind? kind = null, int? at = null)
    {
        aside.End();
        End();
        if (aside.Position == 0)
            return;
        if (!isAtStart)
            Put('\n');
        var shift = Position;
        text.Append(aside.text);
        Position += aside.Position;
        isAtStart = false;
        blocks.AddRange(aside.blocks.Select(block => block with
        {
            Kind = kind ?? block.Kind,
            Start = block.Start + shift,
            End = block.End + shift,
            Level = kind is null ? block.Level : null,
            At = at ?? block.At + shift,
        }));
        tables.AddRange(aside.tables.Select(table => new TextTable(
            table.Start + shift,
            table.End + shift,
            [.. table.Rows.Select(row => (IReadOnlyList<TextSpan>)[.. row.Select(cell => new TextSpan(cell.Start + shift, cell.End + shift))])])));
        parts.AddRange(aside.parts.Select(part => part with { Start = part.Start + shift, End = part.End + shift }));
        Comments.AddRange(aside.Comments.Select(comment => comment with { Start = comment.Start + shift, End = comment.End + shift }));
        limits.CheckLength(text.Length);
    }

    public string Text()
    {
        End();
        return text.ToString();
    }

    /// <summary>The structure so far; speakers and times are found in the finished text.</summary>
    public DocumentStructure Structure()
    {
        End();
        return new(
            blocks,
            [.. tables.OrderBy(table => table.Start)],
            parts,
            [],
            [],
            [],
            [.. Comments.Select(Inside).OrderBy(comment => comment.Start)]);
    }

    private MarginComment Inside(MarginComment comment) =>
        comment with { Start = Math.Min(comment.Start, Position), End = Math.Clamp(comment.End, Math.Min(comment.Start, Position), Position) };

    private void One(char character)
    {
        var wasReturn = afterReturn;
        afterReturn = character == '\r';
        if (char.IsHighSurrogate(character))
            half = character;
        else if (char.IsLowSurrogate(character))
            Replace();
        else if (character == '\0')
            Lose(Loss.NulCharacter);
        else if (character == '\r')
            Put('\n');
        else if (character != '\n' || !wasReturn)
            Put(character);
    }

    private void Put(char character)
    {
        Flush();
        if (TextControls.IsControl(character))
            Lose(Loss.ControlCharacter);
        text.Append(character);
        Position++;
    }

    private void Flush()
    {
        if (half is null)
            return;
        half = null;
        Replace();
    }

    private void Replace()
    {
        Lose(Loss.HalfSurrogate);
        text.Append('\uFFFD');
        Position++;
    }

    private sealed class OpenTable(int start)
    {
        public int Start => start;

        public List<List<TextSpan>> Rows { get; } = [];

        public int CellStart { get; set; }
    }
}
