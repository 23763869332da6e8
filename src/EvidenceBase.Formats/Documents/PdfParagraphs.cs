namespace EvidenceBase.Formats.Documents;

/// <summary>Guesses where paragraphs begin on a page, from the gaps between lines and from lines that end early.</summary>
internal sealed class PdfParagraphs
{
    private const double WiderThanUsual = 1.3;
    private const double ShorterThanFull = 0.85;
    private const double SameSize = 0.5;
    private const double MostLineHeights = 3;

    private readonly List<PdfLine> lines;
    private readonly double usualGap;
    private readonly double right;

    public PdfParagraphs(List<PdfLine> lines)
    {
        this.lines = lines;
        var gaps = lines.Zip(lines.Skip(1), (line, next) => line.Baseline - next.Baseline)
            .Zip(lines, (gap, line) => (gap, line)).Where(pair => pair.gap > 0 && pair.gap < MostLineHeights * pair.line.Size).Select(pair => pair.gap).Order().ToList();
        usualGap = gaps.Count == 0 ? double.MaxValue : gaps[gaps.Count / 2];
        right = lines.Select(line => line.Right).DefaultIfEmpty().Max();
    }

    public bool BeginsAt(int index)
    {
        if (index == 0)
            return true;
        var (before, here) = (lines[index - 1], lines[index]);
        var gap = before.Baseline - here.Baseline;
        return gap <= 0 || Math.Abs(before.Size - here.Size) > SameSize || before.Right < right * ShorterThanFull || gap > WiderThanUsual * usualGap;
    }
}
