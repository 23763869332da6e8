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
        },
        Figure.Evolve,
        RegisterChanges,
        FigureView.Render);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid figureId, object @event) => @event switch
    {
        FigureRegistered made => [new RegisterChange.Enters(Kinds.Figure, figureId, made.Key, FigureFacts.Of(made))],
        FigureWithdrawn => [new RegisterChange.Changes(figureId), new RegisterChange.Stands(figureId, Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(figureId, FigureFacts.Of(@event))],
    };
}
