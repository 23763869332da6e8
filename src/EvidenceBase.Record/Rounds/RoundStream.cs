using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Record.Rounds;

public static class RoundStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Round>(
        Kinds.Round,
        new Dictionary<string, Type>
        {
            ["round_opened"] = typeof(RoundOpened),
            ["round_closed"] = typeof(RoundClosed),
            ["conflict_adjudicated"] = typeof(ConflictAdjudicated),
        },
        Round.Evolve,
        RegisterChanges,
        RoundView.Render);

    /// <summary>A round stands in the register as long as it is open; its coders are blind as long as it stands.</summary>
    private static IEnumerable<RegisterChange> RegisterChanges(Guid roundId, object @event) => @event switch
    {
        RoundOpened opened =>
            [new RegisterChange.Enters(Kinds.Round, roundId, opened.Key, BlindFacts.Of(
                opened.Coders.ToDictionary(coder => coder.Principal, coder => coder.Layer), opened.DocumentIds, opened.CodeIds))],
        RoundClosed => [new RegisterChange.Changes(roundId), new RegisterChange.Stands(roundId, Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(roundId)],
    };
}
