using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codings;

public static class SheetStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Sheet>(
        Kinds.Sheet,
        new Dictionary<string, Type>
        {
            ["segment_coded"] = typeof(SegmentCoded),
            ["statement_coded"] = typeof(StatementCoded),
            ["region_coded"] = typeof(RegionCoded),
            ["recording_coded"] = typeof(RecordingCoded),
            ["coding_noted"] = typeof(CodingNoted),
            ["coding_moved"] = typeof(CodingMoved),
            ["coding_confirmed"] = typeof(CodingConfirmed),
            ["coding_removed"] = typeof(CodingRemoved),
            ["coding_change_undone"] = typeof(CodingChangeUndone),
            ["coding_change_redone"] = typeof(CodingChangeRedone),
        },
        Sheet.Evolve,
        RegisterChanges,
        (_, _, _) => [],
        keepsState: false,
        reversals: ReversalRules.Of<Coding, CodingChangeUndone, CodingChangeRedone>(
            Coding.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            @event => @event switch
            {
                CodingNoted noted => [$"note:{noted.Note}"],
                CodingMoved => ["place"],
                CodingConfirmed => ["confirmation"],
                _ => [string.Empty],
            },
            count: coding => coding is null ? null : coding with { Version = coding.Version + 1 }),
        key: Sheet.KeyOf);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid sheetId, object @event) => @event switch
    {
        SegmentCoded coded => [new RegisterChange.Enters(Kinds.Coding, coded.CodingId, null, CodingFacts.Of(coded))],
        StatementCoded coded => [new RegisterChange.Enters(Kinds.Coding, coded.CodingId, coded.Key, CodingFacts.Of(coded))],
        RegionCoded coded =>
            [new RegisterChange.Enters(Kinds.Coding, coded.CodingId, null, CodingFacts.OfPlace(coded.CodeId, coded.Layer, coded.InterviewId, coded.DocumentId))],
        RecordingCoded coded =>
            [new RegisterChange.Enters(Kinds.Coding, coded.CodingId, null, CodingFacts.OfPlace(coded.CodeId, coded.Layer, coded.InterviewId, coded.DocumentId))],
        CodingRemoved removed =>
            [new RegisterChange.Changes(removed.CodingId), new RegisterChange.Stands(removed.CodingId, Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(Sheet.CodingIdOf(@event)!.Value)],
    };
}
