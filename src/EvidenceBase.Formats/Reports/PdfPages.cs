using System.Globalization;
using EvidenceBase.Formats.Documents;
using EvidenceBase.Record.Audit;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace EvidenceBase.Formats.Reports;

/// <summary>Fills the pages of a report from top to bottom; A4, all lengths in points.</summary>
internal sealed class PdfPages
{
    private const double Margin = 42;
    private const double Leading = 1.3;
    private const double FootSize = 7;
    private const double CellGap = 4;

    private readonly PdfDocumentBuilder document;
    private readonly PdfFont font;
    private readonly string foot;
    private PdfPageBuilder page;
    private int number;
    private double y;

    public PdfPages(PdfDocumentBuilder document, PdfFont font, string foot)
    {
        (this.document, this.font) = (document, font);
        page = document.AddPage(PageSize.A4);
        font.MeasureOn(page);
        this.foot = Wrapped(foot, FootSize, Width * 0.8).First();
        Begin();
    }

    private double Width => page.PageSize.Width - (2 * Margin);

    /// <param name="before">The space above.</param>
    /// <param name="keepWith">How much must fit below on the same page.</param>
    public void Lines(string text, double size, double before, double keepWith = 0)
    {
        y -= before;
        Need((size * Leading) + keepWith);
        foreach (var line in Wrapped(text, size, Width))
        {
            Need(size * Leading);
            y -= size * Leading;
            font.Draw(page, line, size, Margin, y);
        }
    }

    public void Table(ReportBlock.Table table, double size)
    {
        Lines(table.Caption, size + 1, before: size, keepWith: 4 * size);
        y -= size / 2;
        var unit = Width / table.Columns.Sum(column => column.Width);
        var widths = table.Columns.Select(column => column.Width * unit).ToList();
        var head = Cells(table.Columns.Select(column => column.Name));
        if (table.Columns.Any(column => column.Name.Length > 0))
            Head();
        foreach (var row in table.Rows)
        {
            var cells = Cells(row);
            for (var line = 0; line < cells.Max(cell => cell.Count); line++)
            {
                if (y - (size * Leading) < Bottom)
                {
                    Turn();
                    Head();
                }

                Line(cells, line);
            }

            Rule(0.2);
        }

        List<List<string>> Cells(IEnumerable<string> texts) => [.. texts.Select((text, index) => Wrapped(text, size, widths[index] - CellGap).ToList())];

        void Head()
        {
            for (var line = 0; line < head.Max(cell => cell.Count); line++)
                Line(head, line);
            Rule(0.8);
        }

        void Line(List<List<string>> cells, int line)
        {
            y -= size * Leading;
            var x = Margin;
            foreach (var (index, cell) in cells.Index())
            {
                if (line < cell.Count)
                    font.Draw(page, cell[line], size, x, y);
                x += widths[index];
            }
        }
    }

    private static double Bottom => Margin + (2 * FootSize);

    private void Rule(double width)
    {
        y -= 3;
        page.DrawLine(new PdfPoint(Margin, y), new PdfPoint(Margin + Width, y), width);
    }

    private void Need(double height)
    {
        if (y - height < Bottom)
            Turn();
    }

    private void Turn()
    {
        page = document.AddPage(PageSize.A4);
        Begin();
    }

    private void Begin()
    {
        y = page.PageSize.Height - Margin;
        var label = (++number).ToString(CultureInfo.InvariantCulture);
        font.Draw(page, foot, FootSize, Margin, Margin);
        font.Draw(page, label, FootSize, Margin + Width - font.Width(label, FootSize), Margin);
    }

    /// <summary>The lines of a text as they are drawn: broken between words, in a word only where it is longer than a line, and in the order in which they are seen.</summary>
    private IEnumerable<string> Wrapped(string text, double size, double width)
    {
        var line = string.Empty;
        foreach (var word in font.Drawable(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, size, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && font.Width(longer, size) > width)
            {
                yield return Seen(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        yield return Seen(line);
    }

    private IEnumerable<string> Pieces(string word, double size, double width)
    {
        var (start, length) = (0, 0.0);
        for (var index = 0; index < word.Length; index++)
        {
            var next = font.Width(word[index], size);
            if (index > start && length + next > width)
            {
                yield return word[start..index];
                (start, length) = (index, 0);
            }

            length += next;
        }

        yield return word[start..];
    }

    /// <summary>Reordering for display takes one level of embedding back as it puts it there.</summary>
    private static string Seen(string line) => string.Concat(PdfDirection.Logical([.. line.Select(character => character.ToString())]).Ordered);
}
