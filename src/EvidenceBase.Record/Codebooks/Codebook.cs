using System.Collections.Immutable;

namespace EvidenceBase.Record.Codebooks;

/// <summary>
/// The study's code tree. Merges and splits are recorded once, beside the codes, which stay as they are: what a code has become is worked
/// out through them, so that undoing one restores exactly what there was.
/// </summary>
/// <param name="Codes">In the order in which siblings are shown.</param>
/// <param name="Version">How many events have made it: the version of the codebook.</param>
public sealed record Codebook(ImmutableList<Code> Codes, ImmutableList<Merge> Merges, ImmutableList<Split> Splits, long Version)
{
    /// <summary>The key under which the codebook is found in the register; a study has one.</summary>
    public const string Key = "codebook";

    public static Codebook Empty { get; } = new([], [], [], 0);

    public static Codebook? Evolve(Codebook? codebook, object @event)
    {
        var book = codebook ?? Empty;
        return book.With(@event) with { Version = book.Version + 1 };
    }

    public Code? Find(Guid codeId) => Codes.Find(code => code.Id == codeId);

    public Code? Find(string key) => Codes.Find(code => code.Key == key);

    /// <summary>The code that a code has become through merges; itself where it has not been merged.</summary>
    public Guid Resolve(Guid codeId)
    {
        while (Merges.Find(merge => merge.From.Contains(codeId)) is { } merge)
            codeId = merge.Into;
        return codeId;
    }

    /// <summary>The codes of which one is to be chosen for each coding with this code, because it was split. Empty otherwise.</summary>
    public IReadOnlyList<Guid> OpenBetween(Guid codeId)
    {
        var resolved = Resolve(codeId);
        return Splits.Find(split => split.Code == resolved) is { } open ? [.. open.Into.Select(Resolve).Distinct()] : [];
    }

    public CodeStatus StatusOf(Code code)
    {
        if (Merges.Exists(merge => merge.From.Contains(code.Id)))
            return CodeStatus.Merged;
        if (Splits.Exists(split => split.Code == code.Id))
            return CodeStatus.Split;
        return code.Retired is null ? CodeStatus.Active : CodeStatus.Retired;
    }

    public bool IsActive(Code code) => StatusOf(code) == CodeStatus.Active;

    /// <summary>Whether the definition under which a coding with the code counts is newer than a version of the codebook.</summary>
    public bool IsRedefinedSince(Guid codeId, long version) => Find(Resolve(codeId)) is { } code && code.DefinedIn > version;

    /// <summary>Where the code stands in the tree: under the code that its parent has become.</summary>
    public Guid? ParentOf(Code code) => code.Parent is { } parent ? Resolve(parent) : null;

    /// <summary>The codes that stand directly under another, or at the top, in order; without those that are part of another.</summary>
    public IEnumerable<Code> Under(Guid? parent) => Codes.Where(code => StatusOf(code) != CodeStatus.Merged && ParentOf(code) == parent);

    private Codebook With(object @event) => @event switch
    {
        CodeDefined defined => this with { Codes = Codes.Add(Of(defined)) },
        CodeRedefined redefined => Change(redefined.CodeId, code => code with
        {
            Definition = redefined.Definition,
            Include = redefined.Include,
            Exclude = redefined.Exclude,
            Colour = redefined.Colour,
            Codable = redefined.Codable,
            DefinedIn = redefined.CodebookVersion,
        }),
        CodeRenamed renamed => Change(renamed.CodeId, code => code with { Name = renamed.Name }),
        CodeMoved moved => Change(moved.CodeId, code => code with { Parent = moved.Parent }).Reorder(moved.CodeId, moved.Before),
        CodesMerged merged => Change(merged.From) with
        {
            Merges = Merges.Add(new(merged.MergeId, [.. merged.From], merged.Into, merged.Reason)),
        },
        MergeUndone undone => Change(undone.Codes) with { Merges = Merges.RemoveAll(merge => merge.Id == undone.MergeId) },
        CodeSplit split => Change([split.CodeId]) with { Splits = Splits.Add(new(split.SplitId, split.CodeId, [.. split.Into], split.Reason)) },
        SplitUndone undone => Change([undone.CodeId, .. undone.Into]) with
        {
            Splits = Splits.RemoveAll(split => split.Id == undone.SplitId),
            Merges = Merges.Add(new(undone.SplitId, [.. undone.Into], undone.CodeId, undone.Reason)),
        },
        CodeRetired retired => Change(retired.CodeId, code => code with { Retired = retired.Reason }),
        CodeRestored restored => Change(restored.CodeId, code => code with { Retired = null }),
        _ => this,
    };

    private static Code Of(CodeDefined defined) => new(
        defined.CodeId,
        defined.Key,
        defined.Name,
        defined.Definition,
        defined.Include,
        defined.Exclude,
        defined.Colour,
        defined.Parent,
        defined.Codable,
        Version: 1,
        DefinedIn: defined.CodebookVersion,
        Retired: null);

    private Codebook Change(IEnumerable<Guid> ids) => ids.Aggregate(this, (book, id) => book.Change(id, code => code));

    private Codebook Change(Guid id, Func<Code, Code> change)
    {
        var at = Codes.FindIndex(code => code.Id == id);
        return at < 0 ? this : this with { Codes = Codes.SetItem(at, change(Codes[at]) with { Version = Codes[at].Version + 1 }) };
    }

    private Codebook Reorder(Guid id, Guid? before)
    {
        if (Find(id) is not { } code)
            return this;
        var others = Codes.Remove(code);
        var at = before is { } next ? others.FindIndex(other => other.Id == next) : -1;
        return this with { Codes = at < 0 ? others.Add(code) : others.Insert(at, code) };
    }
}
