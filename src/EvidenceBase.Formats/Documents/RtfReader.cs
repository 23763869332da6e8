namespace EvidenceBase.Formats.Documents;

/// <summary>
/// RTF (Rich Text Format 1.9.1, and what Word, LibreOffice and TextEdit make of it): the text as it stands with all tracked changes accepted,
/// notes behind it, comments beside it. Groups are kept on a stack of bounded depth, so that no file can exhaust the machine's.
/// </summary>
internal static class RtfReader
{
    public static ExtractedText Read(byte[] bytes, Losses losses, ReadingLimits limits)
    {
        var flow = new Flow(limits, losses);
        new RtfPass(bytes, flow).Document();
        return FlowText.Of(flow, DocumentFormat.Rtf, new("evidencebase-rtf", "1"));
    }
}
