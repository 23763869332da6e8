using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace EvidenceBase.Formats.Reports;

/// <summary>
/// The one font of a report, as often as it takes: a font of the library can hold 255 different characters, so that each has its place in one of several.
/// </summary>
internal sealed class PdfFont(PdfDocumentBuilder document)
{
    private const char Substitute = '\u25A1';
    private const int MostCharacters = 250;
    private const double Measured = 100;
    private static readonly byte[] File = Load();

    private readonly Dictionary<char, (char Shown, int Font, double Width)> characters = [];
    private readonly List<PdfDocumentBuilder.AddedFont> fonts = [];
    private PdfPageBuilder? measuring;
    private int inLast;

    /// <summary>Whether a character was asked for that the font does not have.</summary>
    public bool Lacks { get; private set; }

    /// <summary>The page on which widths are measured; nothing is drawn by it.</summary>
    public void MeasureOn(PdfPageBuilder page) => measuring = page;

    /// <summary>The characters as they can be drawn: composed, one sign each for what the font does not have.</summary>
    public string Drawable(string text)
    {
        var drawable = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator)
                drawable.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
                drawable.Append(rune.IsBmp ? Of((char)rune.Value).Shown : Lacking().Shown);
        }

        return drawable.ToString();
    }

    public double Width(char character, double size) => Of(character).Width * size / Measured;

    public double Width(string text, double size) => text.Sum(character => Width(character, size));

    /// <summary>Draws characters one behind the other from the left.</summary>
    public void Draw(PdfPageBuilder page, string text, double size, double x, double y)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            var font = Of(text[start]).Font;
            while (end < text.Length && Of(text[end]).Font == font)
                end++;
            page.AddText(text[start..end], size, new PdfPoint(x, y), fonts[font]);
            x += Width(text[start..end], size);
            start = end;
        }
    }

    private (char Shown, int Font, double Width) Of(char character)
    {
        if (characters.TryGetValue(character, out var known))
            return known;
        if (fonts.Count == 0 || inLast == MostCharacters)
        {
            fonts.Add(document.AddTrueTypeFont(File));
            inLast = 0;
        }

        try
        {
            var letters = measuring!.MeasureText(character.ToString(), Measured, new PdfPoint(0, 0), fonts[^1]);
            inLast++;
            return characters[character] = (character, fonts.Count - 1, letters.Sum(letter => letter.EndBaseLine.X - letter.StartBaseLine.X));
        }
        catch (InvalidOperationException) when (character != Substitute)
        {
            return characters[character] = Lacking();
        }
    }

    private (char Shown, int Font, double Width) Lacking()
    {
        Lacks = true;
        return Of(Substitute);
    }

    private static byte[] Load()
    {
        using var stream = typeof(PdfFont).Assembly.GetManifestResourceStream("report-font.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
