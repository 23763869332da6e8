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
            ["argument_change_undone"] = typeof(ArgumentChangeUndone),
            ["argument_change_redone"] = typeof(ArgumentChangeRedone),
        },
        Argument.Evolve,
        RegisterChanges,
        ArgumentView.Render,
        parts: argument => argument.Steps.Select(step => step.Id),
        renderPart: StepView.Render,
        reversals: ReversalRules.Of<Argument, ArgumentChangeUndone, ArgumentChangeRedone>(
            Argument.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            Touches,
            fault: ArgumentDecisions.Fault));

    private static IEnumerable<string> Touches(object @event) => @event switch
    {
        StepAdded added => [$"step:{added.StepId}", $"step:{added.ParentId}/under:{added.StepId}", $"step:{added.BeforeId}/after:{added.StepId}"],
        StepReworded reworded => [$"step:{reworded.StepId}/wording"],
        StepMoved moved => [$"step:{moved.StepId}/place", $"step:{moved.ParentId}/under:{moved.StepId}", $"step:{moved.BeforeId}/after:{moved.StepId}"],
        StepRemoved removed => [$"step:{removed.StepId}"],
        ClaimPlaced placed => [$"step:{placed.StepId}/claim:{placed.Claim.Id}"],
        ClaimDisplaced displaced => [$"step:{displaced.StepId}/claim:{displaced.ClaimId}"],
        StepsRelated related => [$"step:{related.StepId}/rests:{related.RestsOnId}", $"step:{related.RestsOnId}/carries:{related.StepId}"],
        StepsUnrelated unrelated => [$"step:{unrelated.StepId}/rests:{unrelated.RestsOnId}", $"step:{unrelated.RestsOnId}/carries:{unrelated.StepId}"],
        _ => [string.Empty],
    };

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
