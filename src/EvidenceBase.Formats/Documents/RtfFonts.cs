namespace EvidenceBase.Formats.Documents;

/// <summary>The font table: it decides in which code page the bytes of a text are.</summary>
internal sealed class RtfFonts
{
    private readonly Dictionary<int, int> codePages = [];
    private int current;

    public int DocumentCodePage { get; set; } = 1252;

    public int? Default { get; set; }

    public int DefaultCodePage => Of(Default);

    /// <summary>A word of the font table.</summary>
    public void Take(string word, int? number)
    {
        if (word == "f")
            current = number ?? 0;
        else if (word == "fcharset" && RtfCharacters.OfCharset(number ?? 0) is { } codePage)
            codePages[current] = codePage;
        else if (word == "cpg" && number is > 0)
            codePages[current] = number.Value;
    }

    public int Of(int? font) => font is { } number && codePages.TryGetValue(number, out var codePage) ? codePage : DocumentCodePage;
}
