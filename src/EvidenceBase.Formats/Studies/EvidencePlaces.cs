using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

/// <summary>Where in the article each piece of evidence stands, so that every link leads a reader back to the page.</summary>
public sealed class EvidencePlaces(StudyBundle bundle)
{
    private readonly Dictionary<int, BundledNote> notes = bundle.Notes.ToDictionary(note => note.Number);
    private readonly Dictionary<string, Locator> statements = bundle.Statements.ToDictionary(statement => statement.Key, statement => statement.Locator);
    private readonly Dictionary<string, Locator> claims = bundle.Claims.ToDictionary(claim => claim.Key, claim => claim.Locator);
    private readonly Dictionary<string, BundledFigure> figures = bundle.Figures.ToDictionary(figure => figure.Key);

    /// <summary>
    /// The note through which something is cited; else where a cited statement, claim, figure or derived number stands. A cell that the
    /// article itself uses stands where the claim does, for a table that we put together has no one place; and so does what is named in the
    /// text, without a note.
    /// </summary>
    public Locator Of(BundledClaim claim, BundledEvidence evidence)
    {
        if (evidence.Note is { } number)
            return notes.TryGetValue(number, out var note) ? new Locator(note.Section, note.Paragraph, number) : claim.Locator;
        var key = evidence.Cited.Key;
        return evidence.Cited.Kind switch
        {
            Kinds.Coding => statements[key],
            Kinds.Claim => claims[key],
            Kinds.Figure => OfFigure(figures[key], claim, evidence),
            _ => claim.Locator with { Note = null },
        };
    }

    private static Locator OfFigure(BundledFigure figure, BundledClaim claim, BundledEvidence evidence) => evidence.Pinpoint switch
    {
        { Derived: { } derived } => figure.Derived.First(number => number.Key == derived).Locator ?? figure.Locator ?? claim.Locator,
        { Cell: not null } when evidence.Judgement == Judgement.Article => claim.Locator,
        _ => figure.Locator ?? claim.Locator,
    };
}
