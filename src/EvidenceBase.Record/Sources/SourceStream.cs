using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Sources;

public static class SourceStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Source>(
        Kinds.Source,
        new Dictionary<string, Type>
        {
            ["source_registered"] = typeof(SourceRegistered),
            ["source_corrected"] = typeof(SourceCorrected),
            ["source_withdrawn"] = typeof(SourceWithdrawn),
            ["source_change_undone"] = typeof(SourceChangeUndone),
            ["source_change_redone"] = typeof(SourceChangeRedone),
        },
        Source.Evolve,
        RegisterChanges,
        SourceView.Render,
        reversals: ReversalRules.Of<Source, SourceChangeUndone, SourceChangeRedone>(
            Source.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            @event => @event is SourceCorrected ? ["description"] : [string.Empty]),
        content: source => source);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid id, object @event) => @event switch
    {
        SourceRegistered registered => [new RegisterChange.Enters(Kinds.Source, id, registered.Key)],
        SourceCorrected => [new RegisterChange.Changes(id)],
        SourceWithdrawn => [new RegisterChange.Stands(id, Standing.Withdrawn)],
        _ => [],
    };
}
