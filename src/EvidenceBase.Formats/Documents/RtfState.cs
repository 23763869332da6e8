namespace EvidenceBase.Formats.Documents;

/// <summary>Tables at the head of an RTF file that say what numbers in it mean.</summary>
internal enum RtfTable
{
    None,
    Fonts,
    Styles,
}

/// <summary>What an RTF group hands on to the groups in it, and gets back when they end.</summary>
internal sealed record RtfState
{
    /// <summary>Where text goes; null where it goes nowhere.</summary>
    public RtfTarget? Target { get; init; }

    /// <summary>Where text goes outside of the piece that is being passed over.</summary>
    public RtfTarget? Outer { get; init; }

    public RtfTable Table { get; init; }

    /// <summary>How many fallback characters follow a <c>\u</c>.</summary>
    public int Fallback { get; init; } = 1;

    public int CodePage { get; init; } = 1252;

    public bool IsHidden { get; init; }

    public bool IsDeleted { get; init; }

    public bool IsEmphasised { get; init; }

    public bool IsHighlighted { get; init; }

    public int? Style { get; init; }

    public int? Level { get; init; }

    public int List { get; init; }

    public int ListLevel { get; init; }

    public bool IsInTable { get; init; }

    public RtfState WithPlainText(int codePage) =>
        this with { CodePage = codePage, IsHidden = false, IsDeleted = false, IsEmphasised = false, IsHighlighted = false };

    public RtfState WithPlainParagraph() => this with { Style = null, Level = null, List = 0, ListLevel = 0, IsInTable = false };
}
