using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Arguments;

public static class ArgumentStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Argument>(
        Kinds.Argument,
        new Dictionary<string, Type>
        {
            ["argument_outlined"] = typeof(ArgumentOutlined),
            ["step_added"] = typeof(StepAdded),
            ["step_reworded"] = typeof(StepReworded),
            ["step_moved"] = typeof(StepMoved),
            ["step_removed"] = typeof(StepRemoved),
            ["claim_placed"] = typeof(ClaimPlaced),
            ["claim_displaced"] = typeof(ClaimDisplaced),
            ["steps_related"] = typeof(StepsRelated),
            ["steps_unrelated"] = typeof(StepsUnrelated),
        },
        Argument.Evolve,
        RegisterChanges,
        ArgumentView.Render,
        parts: argument => argument.Steps.Select(step => step.Id),
        renderPart: StepView.Render);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid argumentId, object @event) => @event switch
    {
        ArgumentOutlined outlined => [new RegisterChange.Enters(Kinds.Argument, argumentId, outlined.Key)],
        StepAdded added => [new RegisterChange.Enters(Kinds.Step, added.StepId, added.Key)],
        StepReworded reworded => [new RegisterChange.Changes(reworded.StepId)],
        StepMoved moved => [new RegisterChange.Changes(moved.StepId)],
        StepRemoved removed => [new RegisterChange.Changes(removed.StepId), new RegisterChange.Stands(removed.StepId, Standing.Withdrawn)],
        ClaimPlaced placed => [new RegisterChange.Changes(placed.StepId)],
        ClaimDisplaced displaced => [new RegisterChange.Changes(displaced.StepId)],
        StepsRelated related => [new RegisterChange.Changes(related.StepId)],
        StepsUnrelated unrelated => [new RegisterChange.Changes(unrelated.StepId)],
        _ => [],
    };
}
