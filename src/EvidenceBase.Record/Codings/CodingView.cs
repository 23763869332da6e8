using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codings;

/// <summary>A code as a coding was made with it, and what has become of it since.</summary>
/// <param name="Status">What has become of it.</param>
/// <param name="PartOf">The code that it has become part of; the coding counts there.</param>
/// <param name="OpenBetween">The codes of which one is to be chosen, because it was split.</param>
/// <param name="RedefinedSince">Whether its definition is newer than the coding.</param>
public sealed record AppliedCode(
    Guid Id, string Key, string Name, CodeStatus Status, CodeReference? PartOf, IReadOnlyList<CodeReference> OpenBetween, bool RedefinedSince);

/// <summary>Where a segment stands in the present revision of its document.</summary>
/// <param name="Fate">What the revisions since the coding did to it.</param>
public sealed record PresentPlace(int Revision, int Start, int End, Fate Fate);

/// <summary>A stretch of a document that is coded.</summary>
/// <param name="Present">Where it stands now; null while it is coded in the present revision.</param>
public sealed record SegmentView(ThingReference Document, int Revision, int Start, int End, PresentPlace? Present);

/// <summary>A region of a page or picture, or a span of a recording, that is coded.</summary>
/// <param name="Region">In millionths of the page's width and height.</param>
/// <param name="Played">In milliseconds.</param>
public sealed record ElsewhereView(ThingReference Document, Region? Region, PlayedSpan? Played);

/// <summary>A coding with its codes and its place resolved; the words it is about lie in the vault.</summary>
/// <param name="Codes">Those it was made with.</param>
/// <param name="CodebookVersion">The codebook's version under which it was made or last confirmed.</param>
/// <param name="Citation">How the interview is cited that it rests on.</param>
/// <param name="Removed">Why it no longer stands; null while it does.</param>
/// <param name="Elsewhere">Where it stands, if not in a text; absent for segments and statements.</param>
public sealed record CodingView(
    Guid Id,
    string? Key,
    long Version,
    string Layer,
    LayerKind LayerKind,
    IReadOnlyList<AppliedCode> Codes,
    long CodebookVersion,
    SegmentView? Segment,
    SealedText? Statement,
    ThingReference? Interview,
    string? Citation,
    Locator? Locator,
    Judgement Judgement,
    IReadOnlyList<ThingReference> Cases,
    int? Confidence,
    int? Weight,
    IReadOnlyList<string> Notes,
    string? Removed,
    ElsewhereView? Elsewhere = null)
{
    /// <summary>Whether the definition of one of its codes is newer than the coding, and nobody has confirmed it since.</summary>
    public bool Redefined => Codes.Any(code => code.RedefinedSince);

    /// <summary>Whether the revisions of its document have left nothing of the stretch that it was of.</summary>
    public bool Orphaned => Segment is { Present.Fate: Fate.Deleted };

    public static CodingView Of(Coding coding, Lookup lookup)
    {
        var codebook = lookup.All(Kinds.Codebook) is [{ State: Codebook book }, ..] ? book : null;
        var interview = coding.InterviewId is { } id ? lookup.Find<Interview>(id) : null;
        return new(
            coding.Id,
            coding.Key,
            coding.Version,
            coding.Layer,
            Codings.Layer.KindOf(coding.Layer),
            codebook is null ? [] : [.. coding.CodeIds.Select(code => Applied(code, coding, codebook)).OfType<AppliedCode>()],
            coding.CodebookVersion,
            coding.Segment is { } segment ? Place(segment, lookup) : null,
            coding.Statement,
            coding.InterviewId is { } interviewId ? new(Kinds.Interview, interviewId, interview?.Code) : null,
            interview is null ? null : Interviews.Interview.Cite(interview.Code),
            coding.Locator,
            coding.Judgement,
            [.. coding.Cases.Select(one => new ThingReference(Kinds.Case, one, lookup.Find<Case>(one)?.Key))],
            coding.Confidence,
            coding.Weight,
            coding.Notes,
            coding.RemovedReason,
            coding.Elsewhere is { } place
                ? new(new(Kinds.Document, place.DocumentId, lookup.Find<Document>(place.DocumentId)?.Key), place.Region, place.Played)
                : null);
    }

    private static AppliedCode? Applied(Guid codeId, Coding coding, Codebook codebook)
    {
        if (codebook.Find(codeId) is not { } code)
            return null;
        var resolved = codebook.Resolve(codeId);
        return new(
            code.Id,
            code.Key,
            code.Name,
            codebook.StatusOf(code),
            resolved == codeId ? null : CodeReference.Of(codebook, resolved),
            [.. codebook.OpenBetween(codeId).Select(one => CodeReference.Of(codebook, one)).OfType<CodeReference>()],
            codebook.IsRedefinedSince(codeId, coding.CodebookVersion));
    }

    private static SegmentView Place(Segment segment, Lookup lookup)
    {
        var document = lookup.Find<Document>(segment.DocumentId);
        return new(
            new(Kinds.Document, segment.DocumentId, document?.Key),
            segment.Revision,
            segment.Start,
            segment.End,
            document is not null && document.Latest().Number != segment.Revision ? Now(segment, document) : null);
    }

    private static PresentPlace Now(Segment segment, Document document)
    {
        var latest = document.Latest().Number;
        var (start, end, fate) = document.Locate(segment.Start, segment.End, segment.Revision, latest);
        return new(latest, start, end, fate);
    }
}
