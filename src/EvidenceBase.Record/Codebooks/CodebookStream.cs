using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codebooks;

public static class CodebookStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Codebook>(
        Kinds.Codebook,
        new Dictionary<string, Type>
        {
            ["code_defined"] = typeof(CodeDefined),
            ["code_redefined"] = typeof(CodeRedefined),
            ["code_renamed"] = typeof(CodeRenamed),
            ["code_moved"] = typeof(CodeMoved),
            ["codes_merged"] = typeof(CodesMerged),
            ["merge_undone"] = typeof(MergeUndone),
            ["code_split"] = typeof(CodeSplit),
            ["split_undone"] = typeof(SplitUndone),
            ["code_retired"] = typeof(CodeRetired),
            ["code_restored"] = typeof(CodeRestored),
            ["codebook_change_undone"] = typeof(CodebookChangeUndone),
            ["codebook_change_redone"] = typeof(CodebookChangeRedone),
        },
        Codebook.Evolve,
        RegisterChanges,
        CodebookView.Render,
        reversals: ReversalRules.Of<Codebook, CodebookChangeUndone, CodebookChangeRedone>(
            Codebook.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            Touches,
            grounds: @event => @event is CodeRedefined,
            fault: codebook => CodeTree.Problem(codebook, null),
            count: codebook => (codebook ?? Codebook.Empty) with { Version = (codebook?.Version ?? 0) + 1 },
            versioned: (codebook, versions) => codebook with
            {
                Codes = [.. codebook.Codes.Select(code => versions.TryGetValue(code.Id, out var version) ? code with { Version = version } : code)],
            }),
        key: (_, _) => Codebook.Key);

    private static IEnumerable<string> Touches(object @event) => @event switch
    {
        CodeDefined defined => [$"code:{defined.CodeId}", $"code:{defined.Parent}/under:{defined.CodeId}"],
        CodeRedefined redefined => [$"code:{redefined.CodeId}/definition"],
        CodeRenamed renamed => [$"code:{renamed.CodeId}/name"],
        CodeMoved moved => [$"code:{moved.CodeId}/place", $"code:{moved.Parent}/under:{moved.CodeId}", $"code:{moved.Before}/after:{moved.CodeId}"],
        CodesMerged merged => [$"code:{merged.Into}/holds", .. merged.From.Select(Standing)],
        MergeUndone undone => undone.Codes.Select(Standing),
        CodeSplit split => [Standing(split.CodeId), .. split.Into.Select(Standing)],
        SplitUndone undone => [Standing(undone.CodeId), .. undone.Into.Select(Standing)],
        CodeRetired retired => [Standing(retired.CodeId)],
        CodeRestored restored => [Standing(restored.CodeId)],
        _ => [string.Empty],
    };

    private static string Standing(Guid codeId) => $"code:{codeId}/standing";

    private static IEnumerable<RegisterChange> RegisterChanges(Guid codebookId, object @event) => @event switch
    {
        CodeDefined defined =>
        [
            new RegisterChange.Enters(Kinds.Code, defined.CodeId, defined.Key, CodeFacts.Of(defined.CodebookVersion, defined.Codable)),
        ],
        CodeRedefined redefined => [new RegisterChange.Changes(redefined.CodeId, CodeFacts.Of(redefined.CodebookVersion, redefined.Codable))],
        CodeRenamed renamed => [new RegisterChange.Changes(renamed.CodeId)],
        CodeMoved moved => [new RegisterChange.Changes(moved.CodeId)],
        CodesMerged merged => merged.From.SelectMany(Withdrawn),
        MergeUndone undone => undone.Codes.SelectMany(Active),
        CodeSplit split => Withdrawn(split.CodeId),
        SplitUndone undone => Active(undone.CodeId).Concat(undone.Into.SelectMany(Withdrawn)),
        CodeRetired retired => Withdrawn(retired.CodeId),
        CodeRestored restored => Active(restored.CodeId),
        _ => [],
    };

    private static IEnumerable<RegisterChange> Withdrawn(Guid codeId) => Stands(codeId, Kernel.Standing.Withdrawn);

    private static IEnumerable<RegisterChange> Active(Guid codeId) => Stands(codeId, Kernel.Standing.Active);

    private static IEnumerable<RegisterChange> Stands(Guid codeId, Standing standing) =>
        [new RegisterChange.Changes(codeId), new RegisterChange.Stands(codeId, standing)];
}
