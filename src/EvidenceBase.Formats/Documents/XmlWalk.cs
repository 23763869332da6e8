using System.Xml;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Walks through XML from anyone: no document type, no entities, nothing fetched from anywhere, depth and size limited. Elements that nobody
/// takes are transparent: what stands in them is seen as if it stood in their parent.
/// </summary>
internal sealed class XmlWalk : IDisposable
{
    private readonly XmlReader xml;
    private readonly ReadingLimits limits;

    public XmlWalk(Stream stream, ReadingLimits limits)
    {
        this.limits = limits;
        xml = XmlReader.Create(new BoundedTags(stream), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.ExpandedBytes,
            MaxCharactersFromEntities = 1,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
    }

    public bool IsElement => xml.NodeType == XmlNodeType.Element;

    /// <summary>Of the element, without its prefix; empty on text.</summary>
    public string Name => IsElement ? xml.LocalName : "";

    public string Namespace => xml.NamespaceURI;

    public string Value => xml.Value;

    /// <summary>An attribute by its name without a prefix, whatever its namespace.</summary>
    public string? Attribute(string name)
    {
        if (xml.GetAttribute(name) is { } plain)
            return plain;
        string? value = null;
        while (value is null && xml.MoveToNextAttribute())
        {
            if (xml.LocalName == name && xml.Prefix != "xmlns")
                value = xml.Value;
        }

        xml.MoveToElement();
        return value;
    }

    /// <summary>Goes to the first element.</summary>
    public void Root()
    {
        while (Read() && !IsElement)
        {
        }
    }

    /// <summary>
    /// Steps through the elements and texts in the element it stands on. Whoever takes an element, with <see cref="Nodes"/>,
    /// <see cref="Text"/> or <see cref="Skip"/>, leaves the walk at its end.
    /// </summary>
    public IEnumerable<XmlWalk> Nodes()
    {
        if (xml.IsEmptyElement)
            yield break;
        var parent = xml.Depth;
        while (Read() && xml.Depth > parent)
        {
            if (xml.NodeType is XmlNodeType.Element or XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                yield return this;
        }
    }

    /// <summary>All text in the element.</summary>
    public string Text()
    {
        var text = new System.Text.StringBuilder();
        foreach (var node in Nodes())
        {
            if (!node.IsElement)
                text.Append(node.Value);
        }

        return text.ToString();
    }

    public void Skip()
    {
        foreach (var _ in Nodes())
        {
        }
    }

    public void Dispose() => xml.Dispose();

    /// <summary>The refusal of XML that cannot be read; long values are read when they are asked for, so any use of the walk may find that.</summary>
    public static RefusedException Unreadable(XmlException problem) => new(
        problem.Message.Contains("DTD", StringComparison.Ordinal)
            ? "The file's XML has a document type (DTD), which documents do not need and attacks use. Save the file anew from the program it comes from."
            : $"The file's XML cannot be read (line {problem.LineNumber}, column {problem.LinePosition}): it is damaged or was cut short.",
        null,
        problem);

    private bool Read()
    {
        limits.CheckTime();
        try
        {
            if (!xml.Read())
                return false;
        }
        catch (XmlException problem)
        {
            throw Unreadable(problem);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new RefusedException("The file's XML is in an encoding that is not known here.", null, problem);
        }

        return xml.Depth <= limits.Depth ? true : throw new RefusedException($"The file's XML is nested more than {limits.Depth} deep, which no document is. Save the file anew from the program it comes from.");
    }
}
