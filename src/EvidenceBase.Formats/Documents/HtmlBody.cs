using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace EvidenceBase.Formats.Documents;

/// <summary>Reads what a page shows into a flow.</summary>
internal sealed class HtmlBody(Flow flow)
{
    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "header", "hgroup", "hr", "legend", "main", "menu", "nav", "ol", "p", "search", "section", "summary", "ul",
    ];

    private readonly Dictionary<string, int> references = new(StringComparer.Ordinal);
    private (BlockKind Kind, int? Level) block = (BlockKind.Paragraph, null);
    private int listDepth;
    private bool isPreformatted;
    private bool hasSpace;
    private int breaks;

    public void Document(IHtmlDocument document)
    {
        if (!string.IsNullOrWhiteSpace(document.Title))
            flow.Losses.Tell("title", "The title in the head of the page is not part of the text.");
        foreach (var ahead in document.ChildNodes.OfType<IComment>())
            Comment(ahead);
        if (document.Body is { } body)
            Block(body, block);
    }

    private void Children(INode parent)
    {
        foreach (var child in parent.ChildNodes)
        {
            if (child is IElement element)
                Element(element);
            else if (child is IComment comment)
                Comment(comment);
            else if (child is IText text)
                Text(text.Data);
        }
    }

    private void Element(IElement element)
    {
        if (IsHidden(element))
        {
            if (!string.IsNullOrWhiteSpace(element.TextContent))
                flow.Lose(Loss.HiddenText);
            return;
        }

        switch (element.LocalName)
        {
            case "br":
                breaks++;
                break;
            case "pre" or "listing" or "xmp" or "plaintext":
                (var before, isPreformatted) = (isPreformatted, true);
                Block(element, (BlockKind.Preformatted, null));
                isPreformatted = before;
                break;
            case ['h', >= '1' and <= '6']:
                Block(element, (BlockKind.Heading, element.LocalName[1] - '0'));
                break;
            case "blockquote":
                Block(element, (BlockKind.Quotation, null));
                break;
            case "ul" or "ol" or "menu" or "dir":
                listDepth++;
                Block(element, block);
                listDepth--;
                break;
            case "li":
                flow.Lose(Loss.AutomaticNumber);
                Block(element, (BlockKind.ListItem, Math.Max(listDepth, 1)));
                break;
            case "table":
                Table(element);
                break;
            case "aside" when Type(element) is "footnote" or "endnote" or "rearnote":
                Note(element);
                break;
            case { } name when Blocks.Contains(name):
                Block(element, block);
                break;
            default:
                Inline(element);
                break;
        }
    }

    private void Inline(IElement element)
    {
        switch (HtmlLosses.Of(element))
        {
            case ({ } loss, var isLeftOut):
                flow.Lose(loss);
                if (!isLeftOut)
                    goto default;
                break;
            case (null, true):
                break;
            default:
                if (element.LocalName == "a" && element.GetAttribute("href") is ['#', .. var id])
                    references.TryAdd(id, flow.Position);
                Children(element);
                break;
        }
    }

    private void Block(IElement element, (BlockKind Kind, int? Level) kind)
    {
        var outer = block;
        Break();
        block = kind;
        Children(element);
        Break();
        block = outer;
    }

    private void Break()
    {
        flow.End();
        (hasSpace, breaks) = (false, 0);
    }

    private void Table(IElement table)
    {
        Break();
        var (outer, depth) = (block, listDepth);
        (block, listDepth) = ((BlockKind.Paragraph, null), 0);
        flow.BeginTable();
        foreach (var part in table.Children.SelectMany(IEnumerable<IElement> (child) => child.LocalName is "tbody" or "thead" or "tfoot" ? child.Children : [child]))
        {
            if (part.LocalName == "tr" && !IsHidden(part))
                Row(part);
            else
                Element(part);
        }

        flow.EndTable();
        (block, listDepth) = (outer, depth);
    }

    private void Row(IElement row)
    {
        Break();
        flow.BeginRow();
        foreach (var cell in row.Children.Where(cell => cell.LocalName is "td" or "th"))
        {
            flow.BeginCell();
            Children(cell);
            Break();
            flow.EndCell();
        }

        flow.EndRow();
    }

    private void Note(IElement element)
    {
        Break();
        var aside = flow.Aside();
        new HtmlBody(aside).Children(element);
        var kind = Type(element) == "footnote" ? BlockKind.Footnote : BlockKind.Endnote;
        flow.Add(aside, kind, element.Id is { } id && references.TryGetValue(id, out var at) ? at : null);
    }

    private static string? Type(IElement element) => element.GetAttribute("epub:type") ?? element.GetAttribute("role")?.Replace("doc-", "", StringComparison.Ordinal);

    private static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden"))
            return true;
        var style = element.GetAttribute("style");
        if (style is null)
            return false;
        var compact = style.Replace(" ", "", StringComparison.Ordinal);
        return compact.Contains("display:none", StringComparison.OrdinalIgnoreCase) || compact.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }

    private void Comment(IComment comment)
    {
        // An instruction to programs, such as the XML declaration, is a comment to the parser.
        if (string.IsNullOrWhiteSpace(comment.Data) || comment.Data.StartsWith('?'))
            return;
        flow.Lose(Loss.Comment);
        flow.Comments.Add(new(flow.Position, flow.Position, null, null, comment.Data.Trim()));
    }

    private void Text(string data)
    {
        if (isPreformatted)
        {
            if (data.Length > 0)
                Put(data);
            return;
        }

        var word = new StringBuilder(data.Length);
        foreach (var character in data)
        {
            if (character is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                Put(word);
                hasSpace = true;
                continue;
            }

            word.Append(character);
        }

        Put(word);
    }

    /// <summary>White space and line breaks count only where text follows in the same block.</summary>
    private void Lead()
    {
        if (flow.IsInParagraph && breaks > 0)
            flow.Write(new string('\n', breaks));
        else if (flow.IsInParagraph && hasSpace)
            flow.Write(" ");
        (hasSpace, breaks) = (false, 0);
        if (!flow.IsInParagraph)
            flow.Begin(block.Kind, block.Level);
    }

    private void Put(StringBuilder word)
    {
        if (word.Length == 0)
            return;
        Put(word.ToString());
        word.Clear();
    }

    private void Put(string text)
    {
        Lead();
        flow.Write(text);
    }
}
