using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>Reads the paragraphs, lists and tables of an OpenDocument text into a flow.</summary>
internal sealed class OdtBody(XmlWalk xml, Flow flow, OdtStyles styles, FlowNotes notes)
{
    public const string OfficeNamespace = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

    private readonly OdtInline inline = new(flow, styles, notes);
    private int listDepth;

    public void Document()
    {
        Blocks();
        notes.AddTo(flow);
    }

    /// <summary>All blocks in the element that the walk stands on.</summary>
    public void Blocks()
    {
        foreach (var node in xml.Nodes())
            Block(node);
        flow.End();
        flow.AddBoxes();
    }

    private void Block(XmlWalk node)
    {
        switch (node.Name)
        {
            case "tracked-changes":
                Changes();
                break;
            case "h":
                Paragraph(BlockKind.Heading, Number(node.Attribute("outline-level")) ?? 1);
                break;
            case "p" when listDepth > 0:
                Paragraph(BlockKind.ListItem, listDepth);
                break;
            case "p":
                Paragraph(BlockKind.Paragraph, null);
                break;
            case "list":
                listDepth++;
                Blocks();
                listDepth--;
                break;
            case "list-item":
                flow.Lose(Loss.AutomaticNumber);
                break;
            case "table":
                Table();
                break;
            case "forms":
                inline.Forms(node);
                break;
            case "change" or "change-start" or "change-end" or "soft-page-break" or "section" or "index-body" or "list-header":
                break;
            case "title" or "desc" or "dde-source" or "section-source":
                node.Skip();
                break;
            case { } name when name.EndsWith("-source", StringComparison.Ordinal):
                node.Skip();
                break;
            default:
                inline.Drawn(node);
                break;
        }
    }

    private void Paragraph(BlockKind kind, int? level)
    {
        if (styles.IsHidden("paragraph", xml.Attribute("style-name")))
        {
            flow.Lose(Loss.HiddenText);
            xml.Skip();
            return;
        }

        flow.Begin(kind, level);
        inline.Read(xml);
        flow.End();
        flow.AddBoxes();
    }

    private void Changes()
    {
        foreach (var node in xml.Nodes())
        {
            if (node.Name != "deletion")
                continue;
            flow.Losses.Count(Loss.Deletion);
            node.Skip();
        }
    }

    private void Table()
    {
        flow.BeginTable();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "table-row")
                Row();
            else if (node.Name is "title" or "desc" or "table-source")
                node.Skip();
        }

        flow.EndTable();
    }

    private void Row()
    {
        flow.BeginRow();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "covered-table-cell" && !string.IsNullOrWhiteSpace(node.Text()))
                flow.Lose(Loss.HiddenText);
            if (node.Name != "table-cell")
                continue;
            if (Number(node.Attribute("number-columns-repeated")) > 1)
                flow.Losses.Tell("table", "A table has cells that the file repeats; each of them stands once in the text.");
            flow.BeginCell();
            var depth = listDepth;
            listDepth = 0;
            Blocks();
            listDepth = depth;
            flow.EndCell();
        }

        flow.EndRow();
    }

    private static int? Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
