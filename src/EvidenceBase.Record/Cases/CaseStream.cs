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
            ["case_change_undone"] = typeof(CaseChangeUndone),
            ["case_change_redone"] = typeof(CaseChangeRedone),
        },
        Case.Evolve,
        RegisterChanges,
        CaseView.Render,
        reversals: ReversalRules.Of<Case, CaseChangeUndone, CaseChangeRedone>(
            Case.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            @event => @event switch
            {
                CaseRedefined => ["description"],
                CaseAttributeSet set => [$"attribute:{set.Name}"],
                CaseAttributeRemoved removed => [$"attribute:{removed.Name}"],
                BearingRecorded recorded => [$"bearing:{recorded.About.Id}"],
                BearingRemoved removed => [$"bearing:{removed.AboutId}"],
                _ => [string.Empty],
            }),
        content: unit => unit);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid caseId, object @event) => @event switch
    {
        CaseDefined defined => [new RegisterChange.Enters(Kinds.Case, caseId, defined.Key)],
        _ => [new RegisterChange.Changes(caseId)],
    };
}
