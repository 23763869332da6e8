using AngleSharp.Dom;

namespace EvidenceBase.Formats.Documents;

/// <summary>What elements of a page cannot become text, and whether what stands in them is left out with them.</summary>
internal static class HtmlLosses
{
    public static (Loss? Loss, bool IsLeftOut) Of(IElement element) => element.LocalName switch
    {
        "script" or "style" or "template" or "noscript" or "link" or "meta" => (element.LocalName is "link" or "meta" ? null : Loss.Script, true),
        "title" => (null, true),
        "img" or "picture" or "canvas" or "map" => (Loss.Picture, true),
        "svg" => (string.IsNullOrWhiteSpace(element.TextContent) ? Loss.Picture : Loss.DrawnText, true),
        "video" or "audio" or "iframe" or "frame" or "frameset" or "object" or "embed" or "applet" => (Loss.Media, true),
        "input" when element.GetAttribute("type") is "hidden" => (null, true),
        "input" or "select" or "textarea" or "button" or "progress" or "meter" or "datalist" => (Loss.FormField, true),
        "annotation" or "annotation-xml" when element.NamespaceUri == NamespaceNames.MathMlUri => (null, true),
        "math" => (Loss.Formula, false),
        "del" => (Loss.Deletion, true),
        "rt" => (Loss.Ruby, true),
        "rp" => (null, true),
        "a" when element.HasAttribute("href") => (Loss.Link, false),
        "b" or "strong" or "i" or "em" or "u" or "s" or "strike" => (Loss.Emphasis, false),
        "mark" => (Loss.Highlight, false),
        _ => (null, false),
    };
}
