using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Claims;

/// <summary>A coded segment or statement, cited by the interview or document it is of; its words stay in the vault.</summary>
internal static class CodingCitation
{
    public static CitationView Of(CitationView plain, Coding coding, Lookup lookup)
    {
        var document = (coding.Segment?.DocumentId ?? coding.Elsewhere?.DocumentId) is { } documentId ? lookup.Find<Document>(documentId) : null;
        var at = coding.Segment is { } segment ? $"characters {segment.Start}–{segment.End}" : coding.Elsewhere?.InWords();
        var place = at is null ? null : $"{document?.Title ?? "document"}, {at}";
        var cited = plain with
        {
            Text = place ?? plain.Text,
            Withdrawn = coding.IsRemoved(),
            Excerpt = coding.Statement ?? (coding.Segment is null ? null : document?.Revisions.Find(one => one.Number == coding.Segment.Revision)?.Text),
            Codes = [.. NamesOf(coding, lookup)],
        };
        if (coding.InterviewId is not { } interviewId || lookup.Find<Interview>(interviewId) is not { } interview)
            return cited;
        var name = Interview.Cite(interview.Code);
        return cited.OfInterview(interviewId, place is null ? name : $"{name}, {place}", interview.IsWithdrawn(), lookup);
    }

    /// <summary>The codes as they are called now, through merges.</summary>
    private static IEnumerable<string> NamesOf(Coding coding, Lookup lookup) =>
        lookup.All(Kinds.Codebook) is [{ State: Codebook codebook }, ..]
            ? coding.CodeIds.Select(codebook.Resolve).Distinct().Select(id => codebook.Find(id)?.Name).OfType<string>()
            : [];
}
