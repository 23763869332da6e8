using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Record.Audit;
using UglyToad.PdfPig.Writer;

namespace EvidenceBase.Formats.Reports;

/// <summary>
/// A report as a PDF for printing. The same report gives the same bytes. It has one font, of Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic
/// letters (these unjoined); characters that the font does not have stand as □, and a note at the end says so.
/// </summary>
public static class PdfReport
{
    private const double TitleSize = 16;
    private const double SectionSize = 13;
    private const double PartSize = 11;
    private const double BodySize = 9;
    private const double CellSize = 7.5;

    /// <param name="made">The time that the report tells of; no other time is in it.</param>
    public static byte[] Of(ReportDocument report, DateTimeOffset made)
    {
        using var document = new PdfDocumentBuilder();
        document.DocumentInformation.Title = report.Title;
        document.DocumentInformation.Producer = "EvidenceBase";
        document.DocumentInformation.CreationDate = made.UtcDateTime.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
        var font = new PdfFont(document);
        var pages = new PdfPages(document, font, report.Title);
        pages.Lines(report.Title, TitleSize, before: 0);
        foreach (var block in report.Blocks)
            Draw(pages, block);
        if (font.Lacks)
            pages.Lines("□ stands for characters that the font of this document does not have. report.html, beside it, has them.", BodySize, before: SectionSize);
        return WithFixedId(document.Build());
    }

    private static void Draw(PdfPages pages, ReportBlock block)
    {
        switch (block)
        {
            case ReportBlock.Heading { Level: 1 } heading:
                pages.Lines(heading.Text, SectionSize, before: 2 * BodySize, keepWith: 4 * BodySize);
                break;
            case ReportBlock.Heading heading:
                pages.Lines(heading.Text, PartSize, before: BodySize, keepWith: 4 * BodySize);
                break;
            case ReportBlock.Paragraph paragraph:
                pages.Lines(paragraph.Text, BodySize, before: BodySize / 2);
                break;
            case ReportBlock.Table table:
                pages.Table(table, CellSize);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block));
        }
    }

    /// <summary>The library draws the document's identifier by chance; in its place comes one that follows from the content.</summary>
    private static byte[] WithFixedId(byte[] pdf)
    {
        var start = pdf.AsSpan().LastIndexOf("/ID [ <"u8) + "/ID [ <"u8.Length;
        var first = pdf.AsSpan(start, 32);
        var second = pdf.AsSpan(start + 34, 32);
        first.Fill((byte)'0');
        second.Fill((byte)'0');
        var id = Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(pdf))[..32]);
        id.CopyTo(first);
        id.CopyTo(second);
        return pdf;
    }
}
