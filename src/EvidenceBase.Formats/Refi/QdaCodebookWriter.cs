using System.Xml;

namespace EvidenceBase.Formats.Refi;

public static class QdaCodebookWriter
{
    private static readonly XmlWriterSettings Settings =
        new() { Encoding = FileText.Utf8, Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize };

    public static void Write(Stream stream, QdaCodebook codebook)
    {
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartElement("CodeBook", QdaCodebook.Namespace);
        Attribute(xml, "origin", codebook.Origin);
        xml.WriteStartElement("Codes", QdaCodebook.Namespace);
        foreach (var code in codebook.Codes)
            Write(xml, code);
        xml.WriteEndElement();
        if (codebook.Sets.Count > 0)
        {
            xml.WriteStartElement("Sets", QdaCodebook.Namespace);
            foreach (var set in codebook.Sets)
                Write(xml, set);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, QdaCode code)
    {
        xml.WriteStartElement("Code", QdaCodebook.Namespace);
        Attribute(xml, "guid", code.Id.ToString("D"));
        Attribute(xml, "name", code.Name);
        Attribute(xml, "isCodable", code.IsCodable ? "true" : "false");
        Attribute(xml, "color", code.Color);
        Description(xml, code.Description);
        foreach (var child in code.Codes)
            Write(xml, child);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, QdaSet set)
    {
        xml.WriteStartElement("Set", QdaCodebook.Namespace);
        Attribute(xml, "guid", set.Id.ToString("D"));
        Attribute(xml, "name", set.Name);
        Description(xml, set.Description);
        foreach (var member in set.Members)
        {
            xml.WriteStartElement("MemberCode", QdaCodebook.Namespace);
            Attribute(xml, "guid", member.ToString("D"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
            xml.WriteAttributeString(name, Sayable(value));
    }

    private static void Description(XmlWriter xml, string? description)
    {
        if (description is not null)
            xml.WriteElementString("Description", QdaCodebook.Namespace, Sayable(description));
    }

    /// <summary>XML has no way to write control characters; a code's name or description that holds one could not be exchanged at all.</summary>
    private static string Sayable(string text) => text.All(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character))
        ? text
        : string.Concat(text.Where(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character)));
}
