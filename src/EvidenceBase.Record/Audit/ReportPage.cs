using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EvidenceBase.Record.Audit;

/// <summary>A report as one page that needs nothing else: no script, no other file, readable, printable, and in the direction of whatever script people wrote in.</summary>
public static class ReportPage
{
    private const string Style =
        """
        body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; } h3 { font-size: 1.1rem; }
        table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem; }
        caption { text-align: start; font-weight: 600; padding: .3rem 0; }
        th, td { text-align: start; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #767676; overflow-wrap: anywhere; }
        thead th { border-bottom-width: 2px; }
        .wide { overflow-x: auto; }
        @media print { body { margin: 0; max-width: none; font-size: 10pt; } thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3, caption { break-after: avoid; } .wide { overflow: visible; } }
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The lines of the page.</summary>
    public static IEnumerable<string> Lines(ReportDocument report)
    {
        yield return "<!DOCTYPE html>";
        yield return "<html lang=\"en\">";
        yield return "<head>";
        yield return "<meta charset=\"utf-8\">";
        yield return "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
        yield return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">";
        yield return $"<title>{Text(report.Title)}</title>";
        yield return "<style>";
        foreach (var line in Style.Split('\n'))
            yield return line;
        yield return "</style>";
        yield return "</head>";
        yield return "<body>";
        yield return "<main>";
        yield return $"<h1 dir=\"auto\">{Text(report.Title)}</h1>";
        foreach (var line in report.Blocks.SelectMany(Block))
            yield return line;
        yield return "</main>";
        yield return "</body>";
        yield return "</html>";
    }

    private static IEnumerable<string> Block(ReportBlock block) => block switch
    {
        ReportBlock.Heading heading => [string.Create(CultureInfo.InvariantCulture, $"<h{heading.Level + 1} dir=\"auto\">{Text(heading.Text)}</h{heading.Level + 1}>")],
        ReportBlock.Paragraph paragraph => [$"<p dir=\"auto\">{Text(paragraph.Text)}</p>"],
        ReportBlock.Table table => Table(table),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static IEnumerable<string> Table(ReportBlock.Table table)
    {
        yield return $"<div class=\"wide\" role=\"region\" aria-label=\"{Text(table.Caption)}\" tabindex=\"0\">";
        yield return "<table>";
        yield return $"<caption dir=\"auto\">{Text(table.Caption)}</caption>";
        if (table.Columns.Any(column => column.Name.Length > 0))
            yield return $"<thead><tr>{string.Concat(table.Columns.Select(column => $"<th scope=\"col\">{Text(column.Name)}</th>"))}</tr></thead>";
        yield return "<tbody>";
        foreach (var row in table.Rows)
            yield return $"<tr><th scope=\"row\" dir=\"auto\">{Text(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td dir=\"auto\">{Text(cell)}</td>"))}</tr>";
        yield return "</tbody>";
        yield return "</table>";
        yield return "</div>";
    }

    private static string Text(string text) => Encoder.Encode(text);
}
