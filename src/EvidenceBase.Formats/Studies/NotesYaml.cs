using EvidenceBase.Formats.Yaml;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;

namespace EvidenceBase.Formats.Studies;

internal static class NotesYaml
{
    /// <summary>Halpern's categories by the short names that the files use.</summary>
    private static readonly Dictionary<string, AuditCategory> Categories = new()
    {
        ["raw-data"] = AuditCategory.RawData,
        ["data-reduction"] = AuditCategory.DataReductionAndAnalysis,
        ["data-reconstruction"] = AuditCategory.DataReconstructionAndSynthesis,
        ["process"] = AuditCategory.Process,
        ["intentions"] = AuditCategory.IntentionsAndDispositions,
        ["instrument-development"] = AuditCategory.InstrumentDevelopment,
    };

    private static readonly Dictionary<string, CitationForm> Forms = new()
    {
        ["full"] = CitationForm.InFull,
        ["short"] = CitationForm.Shortened,
        ["ibid"] = CitationForm.Ibid,
        ["see"] = CitationForm.See,
    };

    public static BundledNote Note(YamlItem item)
    {
        item.Name($"note {item.OptionalText("number")}");
        return new BundledNote(
            item.Number("number"),
            item.Text("section"),
            item.Number("paragraph"),
            item.Choice<NoteKind>("kind"),
            item.Items("cites", cite => new NoteCitation(
                cite.Text("source"),
                cite.OptionalText("locator"),
                cite.OptionalChoice("form", Forms) ?? CitationForm.InFull,
                cite.OptionalText("note"))),
            item.Texts("interviews"),
            item.OptionalText("memo"),
            item.OptionalText("under"));
    }

    public static BundledMemo Memo(YamlItem item) => new(
        item.Key("key"),
        item.Text("title"),
        item.Text("text"),
        item.Items("about", about => StudyYaml.Thing(
            about,
            ("source", Kinds.Source),
            ("interview", Kinds.Interview),
            ("figure", Kinds.Figure),
            ("claim", Kinds.Claim),
            ("case", Kinds.Case),
            ("code", Kinds.Code))),
        item.Choice("category", Categories),
        item.Item("locator", StudyYaml.Locator));

    public static BundledParagraph Paragraph(YamlItem item)
    {
        var (number, part) = (item.OptionalNumber("paragraph"), item.OptionalText("part"));
        item.Name(part ?? (number is null ? "paragraph" : $"paragraph {number}"));
        if (number is null == part is null)
            item.Error(null, "Exactly one of paragraph, part is to be named.");
        return new BundledParagraph(
            number,
            part,
            item.Text("section"),
            item.Numbers("notes"),
            item.Texts("claims"),
            item.Texts("memos"),
            item.OptionalText("reason"));
    }
}
