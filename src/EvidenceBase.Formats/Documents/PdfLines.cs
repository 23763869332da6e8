using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Content;

namespace EvidenceBase.Formats.Documents;

/// <param name="IsRestored">Whether signs were put in another order than that of their places, for text that runs from right to left.</param>
/// <param name="Left">In points, as are the others.</param>
internal sealed record PdfLine(string Text, bool IsRestored, double Left, double Right, double Top, double Baseline, double Size);

/// <summary>
/// Puts the signs of a page together to lines, in the order in which they are drawn: signs that follow each other on about the same height are
/// a line. Within a line the place decides, so that what was drawn later in another font stands where it belongs.
/// </summary>
internal static class PdfLines
{
    /// <summary>Signs of a line among which one that was drawn twice is looked for.</summary>
    private const int MostSought = 500;

    /// <summary>All in widths of the font's size.</summary>
    private const double SameHeight = 0.5;
    private const double Overlap = 0.05;
    private const double WordGap = 0.18;
    private const double IdeographGap = 0.6;
    private const double ColumnGap = 2.5;

    public static List<PdfLine> Of(IReadOnlyList<Letter> letters)
    {
        var lines = new List<PdfLine>();
        var line = new List<PdfSign>();
        foreach (var letter in letters)
        {
            var sign = PdfSign.Of(letter);
            if (sign.Text.Length == 0)
                continue;
            if (line.Count > 0 && !IsSameLine(line, sign))
                Close(line, lines);
            if (line.Count > MostSought || !line.Exists(drawn => drawn.IsSameAs(sign)))
                line.Add(sign);
        }

        Close(line, lines);
        return lines;
    }

    private static bool IsSameLine(List<PdfSign> line, PdfSign sign)
    {
        var first = line[0];
        var size = Math.Max(Math.Max(first.Size, line[^1].Size), sign.Size);
        return sign.Orientation == first.Orientation && Math.Abs(sign.Baseline - first.Baseline) < SameHeight * size;
    }

    private static void Close(List<PdfSign> line, List<PdfLine> lines)
    {
        if (line.Exists(sign => !string.IsNullOrWhiteSpace(sign.Text)))
            lines.Add(Line(Ordered(line)));
        line.Clear();
    }

    /// <summary>Signs that were drawn one behind the other stay together; such runs are ordered by where they begin.</summary>
    private static List<PdfSign> Ordered(List<PdfSign> line)
    {
        var runs = new List<List<PdfSign>>();
        foreach (var sign in line)
        {
            if (runs.Count == 0 || sign.Start < runs[^1][^1].Start - (Overlap * sign.Size) || sign.Start > runs[^1][^1].End + (WordGap * sign.Size))
                runs.Add([]);
            runs[^1].Add(sign);
        }

        return [.. runs.OrderBy(run => run[0].Start).SelectMany(run => run)];
    }

    private static PdfLine Line(List<PdfSign> signs)
    {
        var spaced = new List<string>(signs.Count);
        for (var index = 0; index < signs.Count; index++)
        {
            if (index > 0 && Gap(signs[index - 1], signs[index]) is { } gap)
                spaced.Add(gap);
            spaced.Add(signs[index].Text);
        }

        var (ordered, isRestored) = PdfDirection.Logical(spaced);
        var text = new StringBuilder();
        foreach (var part in ordered)
            text.Append(part);
        var size = signs.Max(sign => sign.Size);
        return new(
            text.ToString().Trim(), isRestored, signs.Min(sign => sign.Start), signs.Max(sign => sign.End), signs[0].Baseline + size, signs[0].Baseline, size);
    }

    private static string? Gap(PdfSign left, PdfSign right)
    {
        var gap = right.Start - left.End;
        var size = Math.Max(left.Size, right.Size);
        if (gap > ColumnGap * size)
            return "\t";
        if (string.IsNullOrWhiteSpace(left.Text) || string.IsNullOrWhiteSpace(right.Text))
            return null;
        var isIdeograph = IsIdeograph(left.Text) && IsIdeograph(right.Text);
        return gap > (isIdeograph ? IdeographGap : WordGap) * size ? " " : null;
    }

    private static bool IsIdeograph(string text) => text[0] is >= '\u2E80' and <= '\uD7FF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFFEF';
}
