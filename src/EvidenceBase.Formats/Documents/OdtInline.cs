using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>Reads what stands in the paragraphs of an OpenDocument text.</summary>
internal sealed class OdtInline(Flow flow, OdtStyles styles, FlowNotes notes)
{
    private const string TextNamespace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private const string DrawingNamespace = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
    private const int MostSpaces = 10_000;

    private readonly Dictionary<string, int> openComments = new(StringComparer.Ordinal);

    /// <summary>White space in the file counts once; at the beginning of a paragraph it does not count.</summary>
    private bool afterSpace;

    /// <summary>The paragraph that the walk stands on.</summary>
    public void Read(XmlWalk paragraph)
    {
        afterSpace = true;
        foreach (var node in paragraph.Nodes())
        {
            if (node.IsElement)
                Element(node);
            else
                Characters(node.Value);
        }
    }

    /// <summary>Something drawn, or unknown; its text gets a place behind the paragraph.</summary>
    public void Drawn(XmlWalk node)
    {
        switch (node.Name)
        {
            case "image":
                flow.Lose(Loss.Picture);
                node.Skip();
                break;
            case "object" or "object-ole" or "applet" or "plugin" or "floating-frame":
                flow.Lose(Loss.EmbeddedObject);
                node.Skip();
                break;
            case "title" or "desc" or "glue-point" or "enhanced-geometry" or "image-map":
                node.Skip();
                break;
            case "frame" or "g" or "a":
                break;
            case "annotation":
                Comment(node);
                break;
            case "annotation-end":
                CommentEnds(node.Attribute("name"));
                break;
            case not "" when node.Namespace == DrawingNamespace:
                TextBox(node);
                break;
            default:
                break;
        }
    }

    public void Forms(XmlWalk node)
    {
        foreach (var inner in node.Nodes())
        {
            if (inner.IsElement && inner.Name is not ("form" or "properties" or "property" or "p" or "list-property" or "list-value"))
                flow.Lose(Loss.FormField);
        }
    }

    private void Element(XmlWalk node)
    {
        switch (node.Name)
        {
            case "s":
                var count = int.TryParse(node.Attribute("c"), NumberStyles.None, CultureInfo.InvariantCulture, out var spaces) ? spaces : 1;
                flow.Write(new string(' ', Math.Min(count, MostSpaces)));
                afterSpace = false;
                break;
            case "tab":
                flow.Write("\t");
                afterSpace = false;
                break;
            case "line-break":
                flow.LineBreak();
                afterSpace = false;
                break;
            case "span":
                Span(node);
                break;
            case "a" when node.Namespace == TextNamespace:
                flow.Lose(Loss.Link);
                break;
            case "note":
                Note(node);
                break;
            case "ruby-text":
                flow.Lose(Loss.Ruby);
                node.Skip();
                break;
            case "hidden-text" or "hidden-paragraph":
                flow.Lose(Loss.HiddenText);
                node.Skip();
                break;
            case "script" or "tracked-changes":
                flow.Lose(Loss.Script);
                node.Skip();
                break;
            default:
                if (node.Namespace == TextNamespace && IsField(node.Name))
                    flow.Lose(Loss.Field);
                Drawn(node);
                break;
        }
    }

    private static bool IsField(string name) => name is not ("ruby" or "ruby-base" or "meta" or "soft-page-break" or "change" or "change-start" or "change-end")
        && !name.StartsWith("bookmark", StringComparison.Ordinal) && !name.StartsWith("reference-mark", StringComparison.Ordinal)
        && !name.Contains("-mark", StringComparison.Ordinal);

    private void Span(XmlWalk node)
    {
        var style = node.Attribute("style-name");
        if (styles.IsHidden("text", style))
        {
            flow.Lose(Loss.HiddenText);
            node.Skip();
            return;
        }

        if (styles.IsEmphasised(style))
            flow.Lose(Loss.Emphasis);
        if (styles.IsHighlighted(style))
            flow.Lose(Loss.Highlight);
    }

    private void Characters(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        foreach (var character in text)
        {
            var isSpace = character is ' ' or '\t' or '\n' or '\r';
            if (!isSpace)
                kept.Append(character);
            else if (!afterSpace)
                kept.Append(' ');
            afterSpace = isSpace;
        }

        flow.Write(kept.ToString());
    }

    private void Note(XmlWalk node)
    {
        var kind = node.Attribute("note-class") == "endnote" ? BlockKind.Endnote : BlockKind.Footnote;
        var words = flow.Aside();
        foreach (var part in node.Nodes())
        {
            if (part.Name == "note-citation")
                part.Skip();
            else if (part.Name == "note-body")
                new OdtBody(part, words, styles, notes).Blocks();
        }

        notes.Add(kind, words, flow.Position);
    }

    private void TextBox(XmlWalk node)
    {
        var aside = flow.Aside();
        new OdtBody(node, aside, styles, notes).Blocks();
        flow.Keep(aside);
    }

    private void Comment(XmlWalk node)
    {
        var (author, date, name) = ((string?)null, (string?)null, node.Attribute("name"));
        var words = new List<string>();
        foreach (var part in node.Nodes())
        {
            if (part.Name == "creator")
                author = part.Text();
            else if (part.Name == "date")
                date = part.Text();
            else if (part.Name is "date-string" or "creator-initials" or "sender-initials")
                part.Skip();
            else if (part.Name == "p")
                words.Add(part.Text());
        }

        flow.Lose(Loss.Comment);
        if (name is not null)
            openComments[name] = flow.Comments.Count;
        flow.Comments.Add(new(flow.Position, flow.Position, author, date, string.Join('\n', words)));
    }

    private void CommentEnds(string? name)
    {
        if (name is not null && openComments.Remove(name, out var index))
            flow.Comments[index] = flow.Comments[index] with { End = flow.Position };
    }
}
