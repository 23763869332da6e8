namespace EvidenceBase.Formats.Documents;

/// <summary>One way through the tokens of an RTF file.</summary>
internal sealed class RtfPass
{
    private readonly byte[] bytes;
    private readonly Flow flow;
    private readonly RtfTokens tokens;
    private readonly RtfFonts fonts = new();
    private readonly Dictionary<int, int> headings = [];
    private readonly RtfDestinations destinations;
    private readonly Stack<(RtfState State, Action? AtEnd)> groups = [];
    private readonly List<byte> pending = [];
    private RtfState state;
    private Action? atEnd;
    private bool isGroupNew;
    private bool isOptional;
    private int skip;

    public RtfPass(byte[] bytes, Flow flow)
    {
        (this.bytes, this.flow, tokens) = (bytes, flow, new(bytes));
        state = new() { Target = new(flow, headings) };
        destinations = new(flow, headings);
    }

    public void Document()
    {
        var main = state.Target!;
        for (var token = tokens.Next(); token != RtfToken.End; token = tokens.Next())
        {
            flow.Limits.CheckTime();
            if (token is not (RtfToken.Hex or RtfToken.Text))
                Flush();
            Take(token);
            if (token == RtfToken.GroupEnd && groups.Count == 0)
                break;
        }

        if (groups.Count > 0)
            throw RtfTokens.CutShort();
        if (tokens.Next() != RtfToken.End)
            flow.Losses.Tell("rest", "What stands behind the end of the RTF was left out.");
        main.End();
        destinations.Notes.AddTo(flow);
    }

    private void Take(RtfToken token)
    {
        switch (token)
        {
            case RtfToken.GroupStart:
                if (groups.Count >= flow.Limits.Depth)
                    throw new RefusedException($"The RTF is nested more than {flow.Limits.Depth} groups deep, which no document is. Save it anew from the program it comes from.");
                groups.Push((state, atEnd));
                (atEnd, isGroupNew, isOptional, skip) = (null, true, false, 0);
                return;
            case RtfToken.GroupEnd:
                skip = 0;
                var ended = atEnd;
                (state, atEnd) = groups.Pop();
                ended?.Invoke();
                isGroupNew = false;
                return;
            case RtfToken.Symbol when tokens.Byte == (byte)'*':
                isOptional = true;
                return;
            case RtfToken.Word when isGroupNew && Destination():
                break;
            case RtfToken.Word when tokens.Word == "bin":
                tokens.Skip(tokens.Number ?? 0);
                flow.Losses.Count(Loss.BinaryData);
                break;
            default:
                if (skip > 0)
                    skip = Fallback(token);
                else
                    Content(token);
                break;
        }

        isGroupNew = false;
    }

    /// <summary>What follows a <c>\u</c> for readers that do not know it.</summary>
    private int Fallback(RtfToken token)
    {
        if (token == RtfToken.Word && RtfCharacters.OfWord(tokens.Word) is null)
        {
            Content(token);
            return tokens.Word == "u" ? skip : 0;
        }

        if (token != RtfToken.Text)
            return skip - 1;
        var (start, length) = tokens.Range;
        if (length > skip)
            pending.AddRange(bytes.AsSpan(start + skip, length - skip));
        return Math.Max(0, skip - length);
    }

    /// <summary>Whether the group's first word decides where its text goes.</summary>
    private bool Destination()
    {
        var word = tokens.Word;
        if (word == "ud" && state.Outer is not null)
            state = state with { Target = state.Outer };
        else if (word == "upr")
            state = state with { Target = null, Outer = state.Target };
        else if (word == "fonttbl")
            state = state with { Target = null, Table = RtfTable.Fonts };
        else if (word == "stylesheet")
            state = state with { Target = null, Table = RtfTable.Styles };
        else if (destinations.Enter(word, isOptional, state) is { } entered)
            (state, atEnd) = entered;
        else
            return false;
        isGroupNew = false;
        return true;
    }

    private void Content(RtfToken token)
    {
        switch (token)
        {
            case RtfToken.Hex:
                pending.Add(tokens.Byte);
                break;
            case RtfToken.Text:
                pending.AddRange(bytes.AsSpan(tokens.Range.Start, tokens.Range.Length));
                break;
            case RtfToken.Symbol when tokens.Byte is (byte)'\n' or (byte)'\r':
                state.Target?.EndParagraph(state);
                break;
            case RtfToken.Symbol:
                if (RtfCharacters.OfSymbol(tokens.Byte) is { } symbol)
                    state.Target?.Write(symbol, state);
                break;
            default:
                Word(tokens.Word, tokens.Number);
                break;
        }
    }

    private void Word(string word, int? number)
    {
        if (state.Table == RtfTable.Fonts)
            fonts.Take(word, number);
        else if (state.Table == RtfTable.Styles)
            Style(word, number);
        else if (RtfCharacters.OfWord(word) is { } text)
            state.Target?.Write(text, state);
        else
            Format(word, number);
    }

    private void Style(string word, int? number)
    {
        if (word == "s")
            state = state with { Style = number };
        else if (word == "outlinelevel" && state.Style is { } style && number is >= 0 and < 9)
            headings[style] = number.Value + 1;
    }

    private void Format(string word, int? number)
    {
        switch (word)
        {
            case "par" or "sect" or "nestrow":
                state.Target?.EndParagraph(state);
                break;
            case "cell":
                state.Target?.EndCell();
                break;
            case "row":
                state.Target?.EndRow();
                break;
            case "u":
                state.Target?.Write(((char)(ushort)(number ?? 0xFFFD)).ToString(), state);
                skip = state.Fallback;
                break;
            case "ftnalt":
                destinations.IsEndnote = true;
                break;
            case "ansicpg":
                fonts.DocumentCodePage = number ?? 1252;
                state = state with { CodePage = fonts.DocumentCodePage };
                break;
            case "mac":
                fonts.DocumentCodePage = 10000;
                state = state with { CodePage = 10000 };
                break;
            case "deff":
                fonts.Default = number;
                break;
            default:
                state = RtfFormat.Take(word, number, state, fonts);
                break;
        }
    }

    private void Flush()
    {
        if (pending.Count == 0)
            return;
        if (state.Target is { } target)
        {
            var text = RtfCharacters.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pending), state.CodePage);
            if (state.CodePage == RtfCharacters.SymbolFont)
                flow.Lose(Loss.Symbol);
            flow.Losses.Count(Loss.UndecodableByte, null, text.Count(character => character == '\uFFFD'));
            target.Write(text, state);
        }
        else if (state is { Table: RtfTable.Styles, Style: { } style } && Heading(System.Text.Encoding.Latin1.GetString([.. pending])) is { } level)
        {
            headings.TryAdd(style, level);
        }

        pending.Clear();
    }

    /// <summary>The level of a style that is called “heading 1”, as Word and LibreOffice call theirs.</summary>
    private static int? Heading(string name) =>
        name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && name.Length > 8 && name[8] is >= '1' and <= '9' ? name[8] - '0' : null;
}
