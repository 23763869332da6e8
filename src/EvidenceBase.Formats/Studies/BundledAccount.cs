using System.Globalization;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

/// <summary>
/// The account of the article as two tables of the study: what each of its paragraphs and each of its notes gave – claims, memos, or the
/// reason why neither – so that a reader can check that nothing was passed over.
/// </summary>
public static class BundledAccount
{
    public const string Paragraphs = "account-of-paragraphs";
    public const string Notes = "account-of-notes";

    /// <summary>An empty cell would say that something is not known; here it is known that there is none.</summary>
    private const string Nothing = "none";

    /// <summary>No table where the bundle has no account.</summary>
    public static IReadOnlyList<BundledFigure> Tables(StudyBundle bundle) =>
        [.. new[] { OfParagraphs(bundle), OfNotes(bundle) }.Where(table => table.Data.Rows.Count > 0)];

    private static BundledFigure OfParagraphs(StudyBundle bundle) => Table(
        bundle,
        Paragraphs,
        "Account of the paragraphs",
        "What each paragraph of the article gave, and why where it gave nothing",
        "Every paragraph of the body, counted through it from 1 on; a quotation that is set off counts as one. Headings, tables and figures are "
        + "not counted. What stands before and behind the body follows by name.",
        [Text("paragraph", "Paragraph"), Text("section", "Section"), Text("place", "Place within it"), Text("notes", "Notes"), Text("claims", "Claims"),
            Text("memos", "Memos"), Text("reason", "Why it gave neither")],
        bundle.Paragraphs.Index().Select(entry => new FigureRow(
            entry.Item.Number is { } number ? $"paragraph-{number}" : $"part-{entry.Index + 1}",
            [
                entry.Item.Part ?? $"{entry.Item.Number}",
                Title(bundle, entry.Item.Section),
                Number(bundle.Paragraphs.Take(entry.Index + 1).Count(one => one.Section == entry.Item.Section)),
                List(entry.Item.Notes.Select(Number)),
                List(entry.Item.Claims),
                List(entry.Item.Memos),
                entry.Item.Reason ?? Nothing,
            ])));

    private static BundledFigure OfNotes(StudyBundle bundle) => Table(
        bundle,
        Notes,
        "Account of the notes",
        "What each note of the article cites and explains, and where that stands in the study",
        "Every note of the article. Works by their keys, with the pages cited; how a note names a work stands behind it unless it is named in full.",
        [Whole("note", "Note"), Whole("paragraph", "Paragraph"), Text("kind", "Kind"), Text("works", "Works cited"), Text("interviews", "Interviews cited"),
            Text("claims", "Claims"), Text("memo", "Memo"), Text("under", "The passage it stands under, in other words")],
        bundle.Notes.Select(note => new FigureRow(
            $"note-{note.Number}",
            [
                Number(note.Number),
                Number(note.Paragraph),
                note.Kind switch { NoteKind.Citation => "citation", NoteKind.Explanatory => "explanation", _ => "citation and explanation" },
                List(note.Cites.Select(Work), "; "),
                List(note.Interviews),
                List(ClaimsUnder(bundle, note.Number)),
                note.Memo ?? Nothing,
                note.Under,
            ])));

    /// <summary>The claims that stand at the note or have evidence through it.</summary>
    private static IEnumerable<string> ClaimsUnder(StudyBundle bundle, int note) => bundle.Claims
        .Where(claim => claim.Locator.Note == note || claim.Evidence.Any(evidence => evidence.Note == note))
        .Select(claim => claim.Key);

    private static string Work(NoteCitation cite)
    {
        var form = cite.Form switch
        {
            CitationForm.Shortened => "short form",
            CitationForm.Ibid => "ibid.",
            CitationForm.See => "referred to",
            _ => null,
        };
        var remark = string.Join("; ", new[] { form, cite.Note }.OfType<string>());
        return $"{cite.Source}{(cite.At is null ? "" : $", {cite.At}")}{(remark.Length == 0 ? "" : $" ({remark})")}";
    }

    private static BundledFigure Table(
        StudyBundle bundle, string key, string label, string caption, string completeness, IReadOnlyList<FigureColumn> columns, IEnumerable<FigureRow> rows) => new(
        key,
        label,
        FigureKind.Table,
        caption,
        Locator: null,
        bundle.Study.Article is { } article ? [new BundledFigureSource(article, "paragraphs and notes counted in it")] : [],
        FigureData.Normalised(new FigureDataRecorded(columns, [.. rows], [], [])),
        new Draw(Mark.None),
        completeness,
        Derived: []);

    private static string Title(StudyBundle bundle, string section) =>
        bundle.Study.Sections.FirstOrDefault(one => one.Key == section)?.Title ?? section;

    private static FigureColumn Text(string name, string title) => new(name, title, ColumnType.Text);

    private static FigureColumn Whole(string name, string title) => new(name, title, ColumnType.Integer);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string List(IEnumerable<string> all, string separator = ", ") => string.Join(separator, all) is { Length: > 0 } list ? list : Nothing;
}
