using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codings;

/// <summary>
/// What may happen to codings, decided from what the register says of the things they name and without the rest of the sheet, so that coding
/// costs the same however much has been coded.
/// </summary>
public static class CodingDecisions
{
    public static Decision CodeSegment(SegmentDraft draft, Registered code, Registered document)
    {
        if (PlaceProblem(draft.Layer, draft.Confidence, draft.Weight, code, document) is { } impossible)
            return impossible;
        if (RangeProblem(document, draft.Revision, draft.Start, draft.End) is { } outside)
            return outside;
        return Decision.Accept(new SegmentCoded(
            draft.Id,
            code.Id,
            CodeFacts.CodebookVersionOf(code),
            document.Id,
            DocumentFacts.InterviewOf(document),
            DocumentFacts.RevisionOf(document),
            draft.Start,
            draft.End,
            draft.Layer,
            draft.Confidence,
            draft.Weight,
            draft.Note)).Creating(draft.Id, version: 1);
    }

    public static Decision CodeElsewhere(PlacedDraft draft, Registered code, Registered document)
    {
        if (PlaceProblem(draft.Layer, draft.Confidence, draft.Weight, code, document) is { } impossible)
            return impossible;
        if ((draft.Region?.Outside(document) ?? draft.Played?.Outside(document)) is { } outside)
            return outside;
        var (codebookVersion, interview) = (CodeFacts.CodebookVersionOf(code), DocumentFacts.InterviewOf(document));
        object coded = draft.Region is { } region
            ? new RegionCoded(
                draft.Id, code.Id, codebookVersion, document.Id, interview, region, draft.Layer, draft.Confidence, draft.Weight, draft.Note)
            : new RecordingCoded(
                draft.Id, code.Id, codebookVersion, document.Id, interview, draft.Played!, draft.Layer, draft.Confidence, draft.Weight, draft.Note);
        return Decision.Accept(coded).Creating(draft.Id, version: 1);
    }

    /// <param name="cases">The cases that the statement is about.</param>
    public static Decision CodeStatement(
        StatementDraft draft, IReadOnlyList<Registered> codes, Registered interview, IReadOnlyList<Registered> cases)
    {
        if (draft.Key is not null && !HumanKey.IsValid(draft.Key))
            return Problem.Unprocessable("key", HumanKey.Rule, "key");
        if (DraftProblem(draft.Layer, draft.Confidence, draft.Weight) is { } malformed)
            return malformed;
        if (codes.Count == 0 || codes.DistinctBy(code => code.Id).Count() != codes.Count)
            return Problem.Unprocessable("codes", "Name at least one code, and each only once.", "codes");
        if (codes.Select((code, index) => NotApplicable(code, $"codes[{index}]")).FirstOrDefault(problem => problem is not null) is { } inapplicable)
            return inapplicable;
        if (interview.NotCitable("interview") is { } withdrawn)
            return withdrawn;
        if (cases.Select((one, index) => one.NotCitable($"cases[{index}]")).FirstOrDefault(problem => problem is not null) is { } withdrawnCase)
            return withdrawnCase;
        if (draft.Statement.Length == 0)
            return Problem.Unprocessable("empty-statement", "The statement is empty; there is nothing to code.", "statement");
        return Decision.Accept(new StatementCoded(
            draft.Id,
            draft.Key,
            [.. codes.Select(code => code.Id)],
            codes.Max(CodeFacts.CodebookVersionOf),
            interview.Id,
            draft.Statement,
            draft.Layer,
            draft.Locator,
            draft.Judgement,
            [.. cases.Select(one => one.Id).Distinct()],
            draft.Confidence,
            draft.Weight,
            draft.Note)).Creating(draft.Id, draft.Key, 1);
    }

    public static Decision Note(Registered coding, string note) => Change(coding, new CodingNoted(coding.Id, note));

    /// <param name="document">The document that the coding stands in; null where it is a statement.</param>
    public static Decision Move(Registered coding, Registered? document, int? revision, int start, int end, string? reason)
    {
        if (Removed(coding) is { } removed)
            return removed;
        if (document is null)
            return Problem.Conflict("not-a-segment", $"The coding “{coding.Name}” is of a statement, a region or a recording and has no place in a text. Remove it and code anew.");
        if (document.NotCitable("document") is { } withdrawn)
            return withdrawn;
        return RangeProblem(document, revision, start, end) is { } outside
            ? outside
            : Change(coding, new CodingMoved(coding.Id, DocumentFacts.RevisionOf(document), start, end, reason));
    }

    /// <param name="codebook">As it is now.</param>
    public static Decision Confirm(Registered coding, Registered codebook, string? note) =>
        Change(coding, new CodingConfirmed(coding.Id, codebook.Version, note));

    public static Decision Remove(Registered coding, string reason) => Change(coding, new CodingRemoved(coding.Id, reason));

    /// <summary>The problem of applying a code now, or none.</summary>
    public static Problem? NotApplicable(Registered code, string field)
    {
        if (!code.IsActive)
        {
            return Problem.Conflict(
                "withdrawn", $"The code “{code.Name}” is retired, merged or split and cannot be applied. Read it to see what became of it, and choose another.", field);
        }

        return CodeFacts.IsCodable(code)
            ? null
            : Problem.Unprocessable("not-codable", $"The code “{code.Name}” only holds other codes and cannot be applied. Choose one of those under it.", field);
    }

    private static Decision Change(Registered coding, object @event) => Removed(coding) is { } removed
        ? removed
        : Decision.Accept(@event).About(coding.Id, coding.Key, coding.Version + 1);

    private static Problem? Removed(Registered coding) => coding.IsActive
        ? null
        : Problem.Conflict("removed", $"The coding “{coding.Name}” was removed and can no longer be changed. Code anew.");

    private static Problem? PlaceProblem(string layer, int? confidence, int? weight, Registered code, Registered document) =>
        DraftProblem(layer, confidence, weight) ?? NotApplicable(code, "code") ?? document.NotCitable("document");

    private static Problem? DraftProblem(string layer, int? confidence, int? weight)
    {
        if (!Layer.IsValid(layer))
            return Problem.Unprocessable("layer", Layer.Rule, "layer");
        return Percentage(confidence, "confidence") ?? Percentage(weight, "weight");
    }

    private static Problem? Percentage(int? value, string field) => value is null or (>= 0 and <= 100)
        ? null
        : Problem.Unprocessable(field, $"“{field}” is a whole number from 0 to 100; this was {value}.", field);

    private static Problem? RangeProblem(Registered document, int? revision, int start, int end)
    {
        var current = DocumentFacts.RevisionOf(document);
        if (revision is { } stated && stated != current)
        {
            return Problem.Conflict(
                "revision-superseded",
                $"These positions are of revision {stated} of “{document.Name}”; its present one is {current}. Read the text again and give positions in that.",
                "revision");
        }

        var length = DocumentFacts.LengthOf(document);
        if (start < 0 || start >= end)
            return Problem.Unprocessable("range", $"A segment has 0 ≤ start < end; this was {start} to {end}.", start < 0 ? "start" : "end");
        return end <= length
            ? null
            : Problem.Unprocessable(
                "range", $"“{document.Name}” has {length} code points, so a segment ends at {length} at the latest; this was {start} to {end}.", "end");
    }
}
