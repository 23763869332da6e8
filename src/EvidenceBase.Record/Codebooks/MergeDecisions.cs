using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codebooks;

/// <summary>What may become of codes together: merged, split, and either undone.</summary>
public static class MergeDecisions
{
    /// <param name="from">The codes that become part of the other, in order.</param>
    public static Decision Merge(Codebook codebook, Guid mergeId, IReadOnlyList<Guid> from, Guid into, string reason)
    {
        if (from.Count == 0 || from.Distinct().Count() != from.Count)
            return Problem.Unprocessable("from", "Name at least one code to be merged, and each only once.", "with");
        var target = CodebookDecisions.Existing(codebook, into);
        if (from.Contains(into))
            return Problem.Conflict("self-merge", $"The code “{target.Key}” cannot be merged into itself. Name another.", "into");
        if (CodebookDecisions.NotActive(codebook, target, "into") is { } inactive)
            return inactive;
        foreach (var code in from.Select(id => CodebookDecisions.Existing(codebook, id)))
        {
            if (CodebookDecisions.NotActive(codebook, code) is { } problem)
                return problem;
            if (code.Codable && !target.Codable)
            {
                return Problem.Conflict(
                    "not-codable", $"“{target.Key}” only holds other codes and cannot take the codings of “{code.Key}”. Make it codable first.", "into");
            }
        }

        var first = CodebookDecisions.Existing(codebook, from[0]);
        return CodebookDecisions.Settle(codebook, "into", new CodesMerged(mergeId, from, into, reason)).About(first.Id, first.Key, first.Version + 1);
    }

    /// <summary>Undoes the merge by which a code has become part of another, for all the codes of that merge.</summary>
    public static Decision UndoMerge(Codebook codebook, Guid codeId, string? reason)
    {
        var code = CodebookDecisions.Existing(codebook, codeId);
        return codebook.Merges.Find(one => one.From.Contains(codeId)) is { } merge
            ? CodebookDecisions.Settle(codebook, null, new MergeUndone(merge.Id, merge.From, reason)).About(codeId, code.Key, code.Version + 1)
            : Problem.Conflict("not-merged", $"The code “{code.Key}” is not part of another; there is no merge to undo.");
    }

    /// <param name="into">The new codes that it gives way to, at least two.</param>
    public static Decision Split(Codebook codebook, Guid splitId, Guid codeId, IReadOnlyList<CodeDraft> into, string reason)
    {
        var code = CodebookDecisions.Existing(codebook, codeId);
        if (CodebookDecisions.NotActive(codebook, code) is { } inactive)
            return inactive;
        if (into.Count < 2)
            return Problem.Unprocessable("into", "A code is split into two codes or more. To put another in its place, define that and merge.", "into");
        var book = codebook;
        var events = new List<object>();
        foreach (var (draft, index) in into.Select((draft, index) => (draft, index)))
        {
            if (CodebookDecisions.DraftProblem(book, draft, $"into[{index}].") is { } problem)
                return problem;
            events.Add(CodebookDecisions.Defined(draft, book.Version + 1));
            book = Codebook.Evolve(book, events[^1])!;
        }

        events.Add(new CodeSplit(splitId, codeId, [.. into.Select(draft => draft.Id)], reason));
        return CodebookDecisions.Settle(codebook, "into", events).About(codeId, code.Key, code.Version + 1);
    }

    public static Decision UndoSplit(Codebook codebook, Guid codeId, string? reason)
    {
        var code = CodebookDecisions.Existing(codebook, codeId);
        if (codebook.Splits.Find(one => one.Code == codeId) is not { } split)
            return Problem.Conflict("not-split", $"The code “{code.Key}” is not split; there is nothing to undo.");
        foreach (var part in split.Into.Select(id => CodebookDecisions.Existing(codebook, id)))
        {
            // What was built on the split is taken down first, in the open, rather than by the way.
            if (CodebookDecisions.NotActive(codebook, part) is { } problem)
                return problem;
        }

        return CodebookDecisions.Settle(codebook, null, new SplitUndone(split.Id, codeId, split.Into, reason)).About(codeId, code.Key, code.Version + 1);
    }
}
