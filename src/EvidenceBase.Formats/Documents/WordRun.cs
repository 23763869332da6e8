using System.Globalization;
using System.Text;

namespace EvidenceBase.Formats.Documents;

/// <summary>Reads what stands in the paragraphs of a Word document.</summary>
internal sealed class WordRun(Flow flow, WordStyles styles, WordNotes notes)
{
    private const string MathNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/math";
    private const string DrawingNamespace = "http://schemas.openxmlformats.org/drawingml/2006/main";

    private readonly StringBuilder instruction = new();

    public void Inline(XmlWalk node)
    {
        switch (node.Name)
        {
            case "r" when node.Namespace != MathNamespace:
                Run(node);
                break;
            case "hyperlink":
                flow.Lose(Loss.Link);
                break;
            case "fldSimple":
                flow.Lose(Loss.Field);
                break;
            case "oMath":
                flow.Lose(Loss.Formula);
                break;
            case "t" when node.Namespace == MathNamespace:
                flow.Write(node.Text());
                break;
            case "sdtPr" or "sdtEndPr" or "rPr" or "ctrlPr" or "customXmlPr":
                node.Skip();
                break;
            default:
                Mark(node);
                break;
        }
    }

    /// <summary>Marks that stand between blocks as well as in them: comments and tracked changes.</summary>
    public void Mark(XmlWalk node)
    {
        switch (node.Name)
        {
            case "del" or "moveFrom":
                flow.Lose(Loss.Deletion);
                node.Skip();
                break;
            case "commentRangeStart":
                notes.CommentBegins(node.Attribute("id"), flow.Position);
                break;
            case "commentRangeEnd":
                notes.CommentEnds(node.Attribute("id"), flow.Position);
                break;
            case "Fallback":
                node.Skip();
                break;
            default:
                break;
        }
    }

    private void Run(XmlWalk xml)
    {
        var isHidden = false;
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "rPr")
                isHidden = Format(node);
            else if (isHidden)
                node.Skip();
            else
                Content(node);
        }

        if (isHidden)
            flow.Lose(Loss.HiddenText);
    }

    private bool Format(XmlWalk xml)
    {
        var (isHidden, isEmphasised, isHighlighted) = (false, false, false);
        foreach (var node in xml.Nodes())
        {
            var isOn = node.Attribute("val") is not ("0" or "false" or "off" or "none" or "clear");
            isHidden |= node.Name == "vanish" && isOn;
            isEmphasised |= node.Name is "b" or "i" or "u" or "strike" or "dstrike" && isOn;
            isHighlighted |= (node.Name == "highlight" && isOn) || (node.Name == "shd" && node.Attribute("fill") is not (null or "auto"));
            if (node.Name == "rPrChange")
                node.Skip();
        }

        if (isEmphasised)
            flow.Lose(Loss.Emphasis);
        if (isHighlighted)
            flow.Lose(Loss.Highlight);
        return isHidden;
    }

    private void Content(XmlWalk node)
    {
        switch (node.Name)
        {
            case "t" when node.Namespace == DrawingNamespace:
                if (!string.IsNullOrWhiteSpace(node.Text()))
                    flow.Lose(Loss.DrawnText);
                break;
            case "t":
                var isKept = node.Attribute("space") == "preserve";
                var text = node.Text();
                flow.Write(isKept ? text : text.Trim(' ', '\t', '\n', '\r'));
                break;
            case "tab" or "ptab":
                flow.Write("\t");
                break;
            case "br" or "cr":
                flow.LineBreak();
                break;
            case "noBreakHyphen":
                flow.Write("\u2011");
                break;
            case "softHyphen":
                flow.Write("\u00AD");
                break;
            case "sym":
                Symbol(node.Attribute("char"));
                break;
            case "footnoteReference" or "endnoteReference":
                notes.Refer(node.Name == "footnoteReference" ? BlockKind.Footnote : BlockKind.Endnote, node.Attribute("id"), flow.Position);
                break;
            case "commentReference":
                notes.CommentAt(node.Attribute("id"), flow.Position);
                break;
            case "instrText":
                instruction.Append(node.Text());
                break;
            case "fldChar":
                FieldMark(node.Attribute("fldCharType"));
                node.Skip();
                break;
            case "rt":
                flow.Lose(Loss.Ruby);
                node.Skip();
                break;
            case "blip" or "imagedata":
                flow.Lose(Loss.Picture);
                break;
            case "OLEObject" or "control" or "chart" or "relIds" or "contentPart":
                flow.Lose(Loss.EmbeddedObject);
                break;
            case "txbxContent":
                TextBox(node);
                break;
            case "delText" or "rubyPr":
                node.Skip();
                break;
            case "r" when node.Namespace != MathNamespace:
                Run(node);
                break;
            default:
                Mark(node);
                break;
        }
    }

    /// <summary>A field's instruction stands between its beginning and what it showed last; most are left out, a few hold words.</summary>
    private void FieldMark(string? type)
    {
        if (type != "begin" && instruction.Length > 0)
        {
            var text = instruction.ToString().Trim();
            var (words, loss) = EquationField.IsOne(text) ? EquationField.Read(text)
                : (null, text.StartsWith("HYPERLINK", StringComparison.OrdinalIgnoreCase) ? Loss.Link : Loss.Field);
            flow.Lose(loss);
            flow.Write(words);
        }

        instruction.Clear();
    }

    /// <summary>Symbols stand in the private area that their font fills; other programs know them by the same number.</summary>
    private void Symbol(string? number)
    {
        if (!int.TryParse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value) || value is < ' ' or > 0xFFFF || char.IsSurrogate((char)value))
            value = 0xFFFD;
        flow.Lose(Loss.Symbol);
        flow.Write([(char)value]);
    }

    private void TextBox(XmlWalk node)
    {
        var aside = flow.Aside();
        new WordBody(node, aside, styles, notes.At(flow.Position)).Body();
        flow.Keep(aside);
    }
}
