using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>The states of one study while its history is folded in memory. They take as much of it as they take in the table; the history takes none.</summary>
internal sealed class StudyFold(EventCatalog catalog, string study)
{
    private readonly Dictionary<Guid, Stated?> states = [];
    private readonly Dictionary<Guid, long> began = [];

    /// <summary>That of the last event.</summary>
    public Position Position { get; private set; } = Position.None;

    /// <summary>By stream. A renderer puts to them what it had to load.</summary>
    public Dictionary<Guid, Stated?> States => states;

    /// <summary>The position of the first event of each.</summary>
    public IReadOnlyDictionary<Guid, long> Began => began;

    /// <exception cref="InvalidOperationException">It does not follow the events before it.</exception>
    public PositionedEvent Take(in RecordedEvent one)
    {
        Position = Sequencer.Next(Position, study, one.Sequence, one.Timestamp);
        var positioned = new PositionedEvent(Position, one.StreamId, one.Version, one.Data);
        var definition = catalog.KindOfEvent[one.Data.GetType()];
        if (!definition.KeepsState)
            return positioned;
        states[one.StreamId] = StateFolding.Follow(definition, states.GetValueOrDefault(one.StreamId), one.StreamId, one.Data, one.Version, Position.Number);
        if (one.Version == 1)
            began[one.StreamId] = Position.Number;
        return positioned;
    }
}
