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
        },
        Codebook.Evolve,
        RegisterChanges,
        CodebookView.Render);

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

    private static IEnumerable<RegisterChange> Withdrawn(Guid codeId) => Stands(codeId, Standing.Withdrawn);

    private static IEnumerable<RegisterChange> Active(Guid codeId) => Stands(codeId, Standing.Active);

    private static IEnumerable<RegisterChange> Stands(Guid codeId, Standing standing) =>
        [new RegisterChange.Changes(codeId), new RegisterChange.Stands(codeId, standing)];
}
