namespace EvidenceBase.Formats.Documents;

/// <summary>Groups whose text does not go where the text around them goes.</summary>
internal sealed class RtfDestinations(Flow main, IReadOnlyDictionary<int, int> headings)
{
    private static readonly HashSet<string> PassedOver =
    [
        "colortbl", "info", "xe", "tc", "rxe", "txe", "nonshppict", "shprslt", "filetbl", "nonesttables", "fldtype", "datafield", "sp", "revtbl",
        "listtable", "listoverridetable", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "atnicn", "atntime", "template", "private",
    ];

    private static readonly HashSet<string> LookedInto = ["nesttableprops", "shppict", "fldrslt", "ud"];

    private readonly Dictionary<string, (int Start, int End)> ranges = new(StringComparer.Ordinal);
    private string? author;
    private string? date;
    private string? reference;

    public FlowNotes Notes { get; } = new();

    /// <summary>Whether the note that is being read was said to be an endnote.</summary>
    public bool IsEndnote { get; set; }

    /// <summary>The state in which such a group is read and what happens at its end; null where it is a group like any other.</summary>
    /// <param name="isOptional">Marked <c>\*</c>: to be passed over by whoever does not know it.</param>
    public (RtfState State, Action? AtEnd)? Enter(string word, bool isOptional, RtfState state)
    {
        var target = state.Target;
        switch (word)
        {
            case "footnote" when target is not null:
                return Note(state, target);
            case "annotation" when target is not null:
                return Comment(state, target);
            case "atnauthor":
                return Collect(state, text => author = text);
            case "atndate":
                return Collect(state, text => date = RtfDate.Of(text));
            case "atnref":
                return Collect(state, text => reference = text);
            case "atnid":
                return Collect(state, _ => { });
            case "atrfstart" when target is not null:
                return Collect(state, text => ranges[text] = (target.Flow.Position, target.Flow.Position));
            case "atrfend" when target is not null:
                return Collect(state, text => ranges[text] = (ranges.GetValueOrDefault(text, (target.Flow.Position, 0)).Item1, target.Flow.Position));
            case "header" or "headerl" or "headerr" or "headerf" or "footer" or "footerl" or "footerr" or "footerf":
                return Collect(state, text => Count(Loss.HeaderOrFooter, text));
            case "listtext" or "pntext":
                return Collect(state, text => SetNumber(target, text));
            case "fldinst":
                return Collect(state, text => Field(target, text, state));
            case "pict" or "object" or "moMath":
                target?.Flow.Lose(word == "pict" ? Loss.Picture : Loss.EmbeddedObject);
                return PassOver(state);
            case "shpinst":
                return (state with { Target = null, Outer = target ?? state.Outer }, null);
            case "shptxt" when state.Outer is { } outer:
                return Box(state, outer);
            case "sp" when state.Outer is { } outer:
                return (state with { Target = null, Outer = outer }, null);
            case "sn" when state is { Target: null, Outer: { } outer }:
                return Collect(state, text => CountPicture(outer, text));
            default:
                return PassedOver.Contains(word) || (isOptional && !LookedInto.Contains(word)) ? PassOver(state) : LookedInto.Contains(word) ? (state, null) : null;
        }
    }

    private static (RtfState, Action?) PassOver(RtfState state) => (state with { Target = null, Outer = null }, null);

    private (RtfState, Action?) Note(RtfState state, RtfTarget target)
    {
        var words = new RtfTarget(main.Aside(), headings);
        var at = target.Flow.Position;
        IsEndnote = false;
        return (state with { Target = words }, () =>
        {
            words.End();
            Notes.Add(IsEndnote ? BlockKind.Endnote : BlockKind.Footnote, words.Flow, at);
            IsEndnote = false;
        });
    }

    private (RtfState, Action?) Comment(RtfState state, RtfTarget target)
    {
        var words = new RtfTarget(main.Aside(), headings);
        reference = null;
        return (state with { Target = words }, () =>
        {
            words.End();
            var here = target.Flow.Position;
            var (start, end) = reference is not null && ranges.TryGetValue(reference, out var range) ? range : (here, here);
            target.Flow.Lose(Loss.Comment);
            target.Flow.Comments.Add(new(start, Math.Max(start, end), author, date, words.Flow.Text()));
            (author, date, reference) = (null, null, null);
        });
    }

    private (RtfState, Action?) Box(RtfState state, RtfTarget outer)
    {
        var words = new RtfTarget(main.Aside(), headings);
        return (state with { Target = words, Outer = null }, () =>
        {
            words.End();
            outer.Flow.Keep(words.Flow);
        });
    }

    private (RtfState, Action?) Collect(RtfState state, Action<string> take)
    {
        var words = new RtfTarget(new(main.Limits, new Losses()), headings);
        return (state.WithPlainParagraph() with { Target = words, Outer = null, IsHidden = false, IsDeleted = false }, () =>
        {
            words.End();
            take(words.Flow.Text().Trim());
        });
    }

    private static void SetNumber(RtfTarget? target, string text)
    {
        if (text.Length > 0 && target is not null)
            target.HasNumber = true;
    }

    private static void CountPicture(RtfTarget target, string property)
    {
        if (property == "pib")
            target.Flow.Lose(Loss.Picture);
    }

    private static void Field(RtfTarget? target, string instruction, RtfState state)
    {
        if (target is null)
            return;
        if (EquationField.IsOne(instruction))
        {
            var (words, loss) = EquationField.Read(instruction);
            target.Flow.Lose(loss);
            if (words is not null)
                target.Write(words, state);
            return;
        }

        if (instruction.StartsWith("HYPERLINK", StringComparison.OrdinalIgnoreCase))
            target.Flow.Lose(Loss.Link);
        else if (!instruction.StartsWith("SHAPE", StringComparison.OrdinalIgnoreCase))
            target.Flow.Lose(Loss.Field);
    }

    private void Count(Loss loss, string text)
    {
        if (text.Length > 0)
            main.Losses.Count(loss);
    }
}
