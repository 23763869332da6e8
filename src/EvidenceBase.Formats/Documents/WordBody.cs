namespace EvidenceBase.Formats.Documents;

/// <summary>Reads the paragraphs and tables of one part of a Word document into a flow.</summary>
internal sealed class WordBody(XmlWalk xml, Flow flow, WordStyles styles, WordNotes notes)
{
    private readonly WordRun run = new(flow, styles, notes);
    private bool joinsNext;

    /// <summary>All blocks in the element that the walk stands on.</summary>
    public void Body()
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
            case "p":
                Paragraph();
                break;
            case "tbl":
                Table();
                break;
            case "altChunk":
                flow.Lose(Loss.ForeignContent);
                break;
            case "sectPr" or "sdtPr" or "sdtEndPr" or "tblPr" or "tblGrid" or "customXmlPr":
                node.Skip();
                break;
            default:
                run.Mark(node);
                break;
        }
    }

    private void Paragraph()
    {
        var format = default(ParagraphFormat);
        var hasBegun = false;
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "pPr")
            {
                format = Format();
                continue;
            }

            hasBegun = hasBegun || Begin(format);
            run.Inline(node);
        }

        _ = hasBegun || Begin(format);
        joinsNext = format.IsMarkDeleted;
        if (joinsNext)
            return;
        flow.End();
        flow.AddBoxes();
    }

    private bool Begin(ParagraphFormat format)
    {
        if (joinsNext && flow.IsInParagraph)
            return true;
        var level = format.Level ?? styles.HeadingLevel(format.Style);
        var isList = styles.Numbering.IsShown(format.List ?? styles.List(format.Style));
        if (isList)
            flow.Lose(Loss.AutomaticNumber);
        if (level is not null)
            flow.Begin(BlockKind.Heading, level);
        else if (isList)
            flow.Begin(BlockKind.ListItem, format.ListLevel + 1);
        else
            flow.Begin(BlockKind.Paragraph);
        return true;
    }

    private ParagraphFormat Format()
    {
        var format = default(ParagraphFormat);
        foreach (var node in xml.Nodes())
        {
            switch (node.Name)
            {
                case "pStyle":
                    format = format with { Style = node.Attribute("val") };
                    break;
                case "outlineLvl":
                    format = format with { Level = WordStyles.Level(node.Attribute("val")) };
                    break;
                case "numId":
                    format = format with { List = node.Attribute("val") };
                    break;
                case "ilvl":
                    format = format with { ListLevel = WordStyles.Level(node.Attribute("val")) is { } level ? level - 1 : 0 };
                    break;
                case "del" or "moveFrom":
                    format = format with { IsMarkDeleted = true };
                    flow.Lose(Loss.Deletion);
                    break;
                case "pPrChange" or "sectPr" or "tabs":
                    node.Skip();
                    break;
                default:
                    break;
            }
        }

        return format;
    }

    private void Table()
    {
        flow.BeginTable();
        foreach (var row in xml.Nodes())
        {
            if (row.Name == "tr")
                Row();
            else if (row.Name is "tblPr" or "tblGrid" or "sdtPr" or "sdtEndPr")
                row.Skip();
            else
                run.Mark(row);
        }

        flow.EndTable();
    }

    private void Row()
    {
        var (hasBegun, isDeleted) = (false, false);
        foreach (var cell in xml.Nodes())
        {
            if (cell.Name == "trPr")
                isDeleted = IsDeleted(cell);
            else if (isDeleted || cell.Name is "tblPrEx" or "sdtPr" or "sdtEndPr")
                cell.Skip();
            else if (cell.Name == "tc")
                hasBegun = Cell(hasBegun);
            else
                run.Mark(cell);
        }

        if (isDeleted)
            flow.Lose(Loss.Deletion);
        if (hasBegun)
            flow.EndRow();
    }

    private bool Cell(bool hasRow)
    {
        if (!hasRow)
            flow.BeginRow();
        flow.BeginCell();
        joinsNext = false;
        Body();
        flow.EndCell();
        return true;
    }

    private static bool IsDeleted(XmlWalk properties)
    {
        var isDeleted = false;
        foreach (var node in properties.Nodes())
            isDeleted |= node.Name == "del";
        return isDeleted;
    }

    /// <param name="List">Null where the paragraph itself names none.</param>
    /// <param name="IsMarkDeleted">With its mark deleted a paragraph goes on in the next one.</param>
    private readonly record struct ParagraphFormat(string? Style, int? Level, string? List, int ListLevel, bool IsMarkDeleted);
}
