namespace EvidenceBase.Formats.Documents;

/// <summary>What control words change in the look of text, as far as it says something of the text.</summary>
internal static class RtfFormat
{
    public static RtfState Take(string word, int? number, RtfState state, RtfFonts fonts)
    {
        var isOn = number is not 0;
        return word switch
        {
            "pard" => state.WithPlainParagraph(),
            "plain" => state.WithPlainText(fonts.DefaultCodePage),
            "f" => state with { CodePage = fonts.Of(number) },
            "uc" => state with { Fallback = Math.Clamp(number ?? 1, 0, 100) },
            "v" => state with { IsHidden = isOn },
            "deleted" => state with { IsDeleted = isOn },
            "b" or "i" or "strike" or "striked" or "ul" or "uldb" or "ulw" or "ulwave" or "uld" or "uldash" or "ulth" => Emphasise(state, isOn),
            "highlight" or "chcbpat" or "cb" => Highlight(state, isOn && number is not null),
            "s" => state with { Style = number },
            "outlinelevel" => state with { Level = number is >= 0 and < 9 ? number + 1 : null },
            "ls" => state with { List = number ?? 0 },
            "ilvl" => state with { ListLevel = Math.Clamp(number ?? 0, 0, 8) },
            "intbl" => state with { IsInTable = isOn },
            _ => state,
        };
    }

    private static RtfState Emphasise(RtfState state, bool isOn)
    {
        if (isOn && !state.IsEmphasised)
            state.Target?.Flow.Lose(Loss.Emphasis);
        return state with { IsEmphasised = isOn };
    }

    private static RtfState Highlight(RtfState state, bool isOn)
    {
        if (isOn && !state.IsHighlighted)
            state.Target?.Flow.Lose(Loss.Highlight);
        return state with { IsHighlighted = isOn };
    }
}
