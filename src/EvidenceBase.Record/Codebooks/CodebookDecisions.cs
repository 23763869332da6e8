using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codebooks;

/// <summary>What may happen to single codes. A change of structure is tried on the codebook first and refused where the tree would break.</summary>
public static class CodebookDecisions
{
    /// <param name="codebook">Null before the first code.</param>
    public static Decision Define(Codebook? codebook, CodeDraft draft)
    {
        var before = codebook ?? Codebook.Empty;
        return DraftProblem(before, draft) is { } problem
            ? problem
            : Settle(before, "name", Defined(draft, before.Version + 1)).Creating(draft.Id, draft.Key, 1);
    }

    /// <summary>Renames, redefines, or both; what stays as it is leaves no event.</summary>
    public static Decision Describe(Codebook codebook, Guid codeId, CodeContent content, string? reason)
    {
        var code = Existing(codebook, codeId);
        if (content.Problem() is { } malformed)
            return malformed;
        if (NotShown(codebook, code) is { } problem)
            return problem;
        var events = new List<object>();
        if (code.Name != content.Name)
            events.Add(new CodeRenamed(codeId, content.Name, reason));
        if (new CodeContent(content.Name, code.Definition, code.Include, code.Exclude, code.Colour, code.Codable) != content)
        {
            events.Add(new CodeRedefined(
                codeId,
                content.Definition,
                content.Include,
                content.Exclude,
                content.Colour,
                content.Codable,
                codebook.Version + events.Count + 1,
                reason));
        }

        return Settle(codebook, "name", [.. events]).About(codeId, code.Key, code.Version + events.Count);
    }

    /// <param name="parent">The code it is to stand under; null at the top.</param>
    /// <param name="before">The sibling it is to stand before; null at the end.</param>
    public static Decision Move(Codebook codebook, Guid codeId, Guid? parent, Guid? before, string? reason)
    {
        var code = Existing(codebook, codeId);
        if (NotShown(codebook, code) is { } problem)
            return problem;
        if (ParentProblem(codebook, parent, "parent") is { } wrongParent)
            return wrongParent;
        if (before is { } next && (next == codeId || codebook.ParentOf(Existing(codebook, next)) != parent))
            return Problem.Unprocessable("not-a-sibling", "The code named in “before” does not stand under the same parent. Name one that does, or leave it out.", "before");
        var siblings = codebook.Under(parent).Select(sibling => sibling.Id).ToList();
        var at = siblings.IndexOf(codeId);
        var isThere = at >= 0 && (at + 1 < siblings.Count ? siblings[at + 1] == before : before is null);
        return isThere
            ? Decision.Accept().About(codeId, code.Key, code.Version)
            : Settle(codebook, "parent", new CodeMoved(codeId, parent, before, reason)).About(codeId, code.Key, code.Version + 1);
    }

    /// <summary>A code that is in use may be retired: its codings stay. One that others stand under may not.</summary>
    public static Decision Retire(Codebook codebook, Guid codeId, string reason)
    {
        var code = Existing(codebook, codeId);
        if (NotActive(codebook, code) is { } problem)
            return problem;
        if (codebook.Under(codeId).FirstOrDefault(child => child.Retired is null) is { } child)
            return Problem.Conflict("has-children", $"The code “{code.Key}” still holds “{child.Key}”. Retire or move what stands under it first.");
        return Decision.Accept(new CodeRetired(codeId, reason)).About(codeId, code.Key, code.Version + 1);
    }

    public static Decision Restore(Codebook codebook, Guid codeId, string? reason)
    {
        var code = Existing(codebook, codeId);
        return codebook.StatusOf(code) == CodeStatus.Retired
            ? Settle(codebook, null, new CodeRestored(codeId, reason)).About(codeId, code.Key, code.Version + 1)
            : Problem.Conflict("not-retired", $"The code “{code.Key}” is not retired; there is nothing to restore.");
    }

    internal static CodeDefined Defined(CodeDraft draft, long codebookVersion) => new(
        draft.Id,
        draft.Key,
        draft.Content.Name,
        draft.Content.Definition,
        draft.Content.Include,
        draft.Content.Exclude,
        draft.Content.Colour,
        draft.Parent,
        draft.Content.Codable,
        codebookVersion);

    /// <param name="field">What stands before the names of the draft's fields.</param>
    internal static Problem? DraftProblem(Codebook codebook, CodeDraft draft, string field = "")
    {
        if (!HumanKey.IsValid(draft.Key))
            return Problem.Unprocessable("key", HumanKey.Rule, $"{field}key");
        if (codebook.Find(draft.Key) is not null)
        {
            return Problem.Conflict(
                "key-taken", $"There is already a code “{draft.Key}” in this study. Keys are never reused; choose another.", $"{field}key");
        }

        return draft.Content.Problem(field) ?? ParentProblem(codebook, draft.Parent, $"{field}parent");
    }

    internal static Decision Settle(Codebook before, string? field, params IReadOnlyList<object> events)
    {
        var after = events.Aggregate(before, (codebook, @event) => Codebook.Evolve(codebook, @event)!);
        return CodeTree.Problem(after, field) is { } problem ? problem : Decision.Accept(events);
    }

    internal static Problem? NotActive(Codebook codebook, Code code, string? field = null) => codebook.StatusOf(code) switch
    {
        CodeStatus.Retired => Problem.Conflict("retired", $"The code “{code.Key}” is retired. Restore it first.", field),
        CodeStatus.Merged => Problem.Conflict(
            "merged", $"The code “{code.Key}” is part of “{Existing(codebook, codebook.Resolve(code.Id)).Key}”. Undo the merge first, or name that code.", field),
        CodeStatus.Split => Problem.Conflict("split", $"The code “{code.Key}” was split. Undo the split first, or name one of the codes it was split into.", field),
        _ => null,
    };

    /// <exception cref="ArgumentException">The register has a code that the codebook does not: one of them is wrong.</exception>
    internal static Code Existing(Codebook codebook, Guid codeId) =>
        codebook.Find(codeId) ?? throw new ArgumentException($"The codebook has no code {codeId}.", nameof(codeId));

    /// <summary>A split code still stands in the tree, and others may stand under it.</summary>
    private static Problem? NotShown(Codebook codebook, Code code, string? field = null) =>
        codebook.StatusOf(code) == CodeStatus.Split ? null : NotActive(codebook, code, field);

    private static Problem? ParentProblem(Codebook codebook, Guid? parent, string field) =>
        parent is { } id ? NotShown(codebook, Existing(codebook, id), field) : null;
}
