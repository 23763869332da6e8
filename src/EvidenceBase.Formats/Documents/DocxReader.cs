using EvidenceBase.Record.Documents;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Word documents (Office Open XML, ECMA-376, transitional and strict): the text as it stands with all tracked changes accepted, notes behind
/// it, comments beside it. External parts are never fetched.
/// </summary>
internal static class DocxReader
{
    private const string MainPart = "/officeDocument";

    public static ExtractedText Read(byte[] bytes, Losses losses, ReadingLimits limits)
    {
        using var archive = Archive.Open(bytes, limits);
        var main = Relations(archive, "", limits).FirstOrDefault(relation => relation.Type.EndsWith(MainPart, StringComparison.Ordinal))?.Target
            ?? throw new RefusedException("The file is packed like a Word document, but does not say where its text is. It is damaged; save it anew from Word or LibreOffice.");
        var parts = Relations(archive, main, limits);
        var flow = new Flow(limits, losses);
        var notes = new WordNotes();
        var numbering = WithPart(archive, parts, "/numbering", limits, WordNumbering.Read);
        var styles = WithPart(archive, parts, "/styles", limits, xml => WordStyles.Read(xml, numbering));
        using (var xml = new XmlWalk(archive.Read(main), limits))
        {
            xml.Root();
            new WordBody(xml, flow, styles, notes).Body();
        }

        foreach (var (kind, type) in new[] { (BlockKind.Footnote, "/footnotes"), (BlockKind.Endnote, "/endnotes") })
            WithPart(archive, parts, type, limits, xml => notes.AddTo(flow, kind, xml, styles));
        WithPart(archive, parts, "/comments", limits, xml => notes.AddComments(flow, xml, styles));
        CountHeaders(archive, parts, flow, styles);
        flow.End();
        return FlowText.Of(flow, DocumentFormat.Docx, new("evidencebase-docx", "1"));
    }

    private static void CountHeaders(Archive archive, List<Relation> parts, Flow flow, WordStyles styles)
    {
        foreach (var part in parts.Where(part => part.Type.EndsWith("/header", StringComparison.Ordinal) || part.Type.EndsWith("/footer", StringComparison.Ordinal)))
        {
            using var xml = new XmlWalk(archive.Read(part.Target), flow.Limits);
            xml.Root();
            var aside = new Flow(flow.Limits, new Losses());
            new WordBody(xml, aside, styles, new()).Body();
            if (!aside.IsBlank)
                flow.Losses.Count(Loss.HeaderOrFooter);
        }
    }

    private static T WithPart<T>(Archive archive, List<Relation> parts, string type, ReadingLimits limits, Func<XmlWalk?, T> read)
    {
        if (parts.Find(part => part.Type.EndsWith(type, StringComparison.Ordinal)) is not { } relation)
            return read(null);
        using var xml = new XmlWalk(archive.Read(relation.Target), limits);
        return read(xml);
    }

    /// <summary>The parts inside the archive that a part refers to; what lies outside is not followed.</summary>
    private static List<Relation> Relations(Archive archive, string part, ReadingLimits limits)
    {
        var slash = part.LastIndexOf('/') + 1;
        var name = $"{part[..slash]}_rels/{part[slash..]}.rels";
        var relations = new List<Relation>();
        if (!archive.Contains(name))
            return relations;
        using var xml = new XmlWalk(archive.Read(name), limits);
        xml.Root();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "Relationship" && node.Attribute("TargetMode") != "External" && node.Attribute("Target") is { } target)
                relations.Add(new(node.Attribute("Type") ?? "", ArchivePath.Resolve(part[..slash], target)));
        }

        return relations;
    }

    private sealed record Relation(string Type, string Target);
}
