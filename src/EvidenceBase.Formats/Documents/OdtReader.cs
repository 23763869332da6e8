namespace EvidenceBase.Formats.Documents;

/// <summary>OpenDocument texts (ISO/IEC 26300): the text as it stands with all tracked changes accepted, notes behind it, comments beside it.</summary>
internal static class OdtReader
{
    private const string Manifest = "META-INF/manifest.xml";

    public static ExtractedText Read(byte[] bytes, Losses losses, ReadingLimits limits)
    {
        using var archive = Archive.Open(bytes, limits);
        if (archive.Contains(Manifest))
            RefuseEncrypted(archive, limits);
        var flow = new Flow(limits, losses);
        var styles = new OdtStyles();
        if (archive.Contains("styles.xml"))
            Styles(archive, styles, flow);
        using var xml = new XmlWalk(archive.Read("content.xml"), limits);
        xml.Root();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "style")
                styles.Add(node);
            else if (node.Name is "scripts" or "font-face-decls" or "list-style")
                node.Skip();
            else if (node.Name == "text" && node.Namespace == OdtBody.OfficeNamespace)
                new OdtBody(node, flow, styles, new()).Document();
        }

        flow.End();
        return FlowText.Of(flow, DocumentFormat.Odt, new("evidencebase-odt", "1"));
    }

    private static void Styles(Archive archive, OdtStyles styles, Flow flow)
    {
        using var xml = new XmlWalk(archive.Read("styles.xml"), flow.Limits);
        xml.Root();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "style")
                styles.Add(node);
            else if (node.Name is "header" or "footer" or "header-left" or "footer-left" or "header-first" or "footer-first" && !string.IsNullOrWhiteSpace(node.Text()))
                flow.Losses.Count(Loss.HeaderOrFooter);
        }
    }

    private static void RefuseEncrypted(Archive archive, ReadingLimits limits)
    {
        using var xml = new XmlWalk(archive.Read(Manifest), limits);
        xml.Root();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "encryption-data")
                throw new RefusedException("The file is encrypted. Save it without a password and send that.");
        }
    }
}
