using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;

namespace EvidenceBase.Formats.Studies;

public enum NoteKind
{
    Citation,
    Explanatory,
    Mixed,
}

/// <summary>How a note names a work.</summary>
public enum CitationForm
{
    InFull,
    Shortened,
    Ibid,
    See,
}

/// <param name="At">The place within the work, as printed.</param>
/// <param name="Note">How a form that is not full was resolved.</param>
public sealed record NoteCitation(string Source, string? At, CitationForm Form, string? Note);

/// <summary>A note of the article, from <c>notes.yaml</c>.</summary>
/// <param name="Memo">The memo that says in other words what an explanatory note explains.</param>
/// <param name="Under">In other words, the passage it stands under.</param>
public sealed record BundledNote(
    int Number,
    string Section,
    int Paragraph,
    NoteKind Kind,
    IReadOnlyList<NoteCitation> Cites,
    IReadOnlyList<string> Interviews,
    string? Memo,
    string? Under);

public sealed record BundledMemo(
    string Key, string Title, string Text, IReadOnlyList<BundledThing> About, AuditCategory Category, Locator? Locator);

/// <summary>What a paragraph of the article gave, from <c>paragraphs.yaml</c>.</summary>
/// <param name="Number">Its number, counted through the body; null for what stands before and behind it.</param>
/// <param name="Part">What a text outside of the body is called there: Abstract, Funding.</param>
/// <param name="Reason">Why it gave neither a claim nor a memo, where it gave none.</param>
public sealed record BundledParagraph(
    int? Number, string? Part, string Section, IReadOnlyList<int> Notes, IReadOnlyList<string> Claims, IReadOnlyList<string> Memos, string? Reason)
{
    public string Name => Number is { } number ? $"paragraph {number}" : Part ?? "";
}
