using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Cases;

public static class CaseStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Case>(
        Kinds.Case,
        new Dictionary<string, Type>
        {
            ["case_defined"] = typeof(CaseDefined),
            ["case_redefined"] = typeof(CaseRedefined),
            ["case_attribute_set"] = typeof(CaseAttributeSet),
            ["case_attribute_removed"] = typeof(CaseAttributeRemoved),
            ["bearing_recorded"] = typeof(BearingRecorded),
            ["bearing_removed"] = typeof(BearingRemoved),
        },
        Case.Evolve,
        RegisterChanges,
        CaseView.Render);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid caseId, object @event) => @event switch
    {
        CaseDefined defined => [new RegisterChange.Enters(Kinds.Case, caseId, defined.Key)],
        _ => [new RegisterChange.Changes(caseId)],
    };
}
