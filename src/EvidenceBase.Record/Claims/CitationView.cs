using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;

namespace EvidenceBase.Record.Claims;

/// <summary>What a piece of evidence cites, resolved: formatted, with its locator, at the version that was looked at.</summary>
/// <param name="Text">The citation in Chicago notes style, with the locator.</param>
/// <param name="Runs">The same with its italics.</param>
/// <param name="CitedVersion">The version that was looked at when the link was made or last reassessed.</param>
/// <param name="ChangedSinceCited">Whether it says something else now than then – not where that was undone –; the change is shown, never silently followed.</param>
/// <param name="Interview">The interview that the evidence rests on, directly or through a statement or a document.</param>
/// <param name="Excerpt">Where the sealed text lies that is cited; the text itself is joined for those who may read it.</param>
/// <param name="Value">The cited cell or derived number, as it is now.</param>
public sealed record CitationView(
    string Kind,
    Guid Id,
    string? Key,
    string Text,
    IReadOnlyList<TextRun>? Runs,
    long CitedVersion,
    long CurrentVersion,
    bool ChangedSinceCited,
    bool Withdrawn,
    bool Incomplete,
    NamedView? Interview,
    SealedText? Excerpt,
    IReadOnlyList<string> Codes,
    string? Value,
    IReadOnlyList<NamedView> Cases)
{
    /// <summary>Null while the lookup does not have the cited thing yet.</summary>
    public static CitationView? Of(CitedThing cited, Pinpoint? pinpoint, Lookup lookup)
    {
        if (lookup.Find(cited.Id) is not { } stated)
            return null;
        var plain = new CitationView(
            cited.Kind,
            cited.Id,
            stated.Key,
            stated.Key ?? cited.Id.ToString(),
            null,
            cited.Version,
            stated.Version,
            stated.HasChangedSince(cited.Version),
            false,
            false,
            null,
            null,
            [],
            null,
            BornOn(cited.Id, lookup));
        return stated.State switch
        {
            Source source => plain.OfSource(source, pinpoint),
            Interview interview => plain.OfInterview(cited.Id, Interviews.Interview.Cite(interview.Code), interview.IsWithdrawn(), lookup),
            Document document => plain.OfDocument(document, pinpoint, lookup),
            Figure figure => plain.OfFigure(figure, pinpoint),
            Claim claim => plain with
            {
                Text = $"Claim {claim.Key}: {claim.Text}",
                Withdrawn = claim.Retracted is not null,
            },
            Case @case => plain with { Text = @case.Name },
            Coding coding => CodingCitation.Of(plain, coding, lookup),
            _ => plain,
        };
    }

    internal CitationView OfInterview(Guid interviewId, string text, bool withdrawn, Lookup lookup) => this with
    {
        Text = text,
        Withdrawn = Withdrawn || withdrawn,
        Interview = NamedView.Of(interviewId, lookup),
        Cases = [.. Cases.Concat(BornOn(interviewId, lookup)).DistinctBy(one => one.Id)],
    };

    private CitationView OfSource(Source source, Pinpoint? pinpoint)
    {
        var note = ChicagoNotes.FullNote(source, pinpoint?.Pages);
        return this with { Text = note.Text, Runs = note.Runs, Withdrawn = source.IsWithdrawn, Incomplete = source.Annotations.Incomplete };
    }

    private CitationView OfDocument(Document document, Pinpoint? pinpoint, Lookup lookup)
    {
        var text = pinpoint?.Pages is { } pages ? $"{document.Title}, {pages}" : document.Title;
        return document.BelongsTo is { Kind: Kinds.Interview } owner && lookup.Find<Interview>(owner.Id) is { } interview
            ? OfInterview(owner.Id, $"{Interviews.Interview.Cite(interview.Code)}, {text}", interview.IsWithdrawn(), lookup)
            : this with { Text = text };
    }

    private CitationView OfFigure(Figure figure, Pinpoint? pinpoint)
    {
        var cell = pinpoint?.Cell is { } name ? figure.Cell(name) : null;
        var derived = pinpoint?.Derived is { } key ? figure.Number(key) : null;
        var place = cell is not null ? $", {cell.Row}, {cell.Column.Title}" : derived is not null ? $", {derived.Derived.Title}" : string.Empty;
        return this with
        {
            Text = $"{figure.Label}: {figure.Caption}{place}",
            Withdrawn = figure.Withdrawn is not null,
            Value = cell is not null ? WithUnit(cell.Value, cell.Column.Unit) : WithUnit(derived?.Value, derived?.Derived.Unit),
        };
    }

    private static string? WithUnit(string? value, string? unit) => value is null || unit is null ? value : $"{value} {unit}";

    private static IReadOnlyList<NamedView> BornOn(Guid id, Lookup lookup) =>
    [
        .. lookup.All(Kinds.Case)
            .Where(stated => stated.State is Case @case && @case.IsBornOnBy(id))
            .Select(stated => new NamedView(Kinds.Case, stated.Id, stated.Key, ((Case)stated.State).Name)),
    ];
}
