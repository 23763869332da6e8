using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Figures;

public static class FigureStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Figure>(
        Kinds.Figure,
        new Dictionary<string, Type>
        {
            ["figure_registered"] = typeof(FigureRegistered),
            ["figure_data_recorded"] = typeof(FigureDataRecorded),
            ["figure_sourced"] = typeof(FigureSourced),
            ["figure_unsourced"] = typeof(FigureUnsourced),
            ["figure_corrected"] = typeof(FigureCorrected),
            ["number_derived"] = typeof(NumberDerived),
            ["number_dropped"] = typeof(NumberDropped),
            ["figure_withdrawn"] = typeof(FigureWithdrawn),
            ["figure_change_undone"] = typeof(FigureChangeUndone),
            ["figure_change_redone"] = typeof(FigureChangeRedone),
        },
        Figure.Evolve,
        RegisterChanges,
        FigureView.Render,
        reversals: ReversalRules.Of<Figure, FigureChangeUndone, FigureChangeRedone>(
            Figure.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            @event => @event switch
            {
                FigureDataRecorded => ["data"],
                FigureSourced sourced => [$"source:{sourced.Source.Id}"],
                FigureUnsourced unsourced => [$"source:{unsourced.SourceId}"],
                FigureCorrected => ["description"],
                NumberDerived derived => [$"number:{derived.Key}"],
                NumberDropped dropped => [$"number:{dropped.Key}"],
                _ => [string.Empty],
            },
            fault: FigureDecisions.Fault),
        content: figure => figure);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid figureId, object @event) => @event switch
    {
        FigureRegistered made => [new RegisterChange.Enters(Kinds.Figure, figureId, made.Key, FigureFacts.Of(made))],
        FigureWithdrawn => [new RegisterChange.Changes(figureId), new RegisterChange.Stands(figureId, Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(figureId, FigureFacts.Of(@event))],
    };
}
