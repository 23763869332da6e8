using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Arguments;

/// <summary>What may happen to an outline: it stays a tree, and no step rests on itself, however far round.</summary>
public static class ArgumentDecisions
{
    public static Decision Outline(ArgumentOutlined outlined) => Decision.Accept(outlined);

    public static Decision AddStep(Argument argument, StepAdded added, Registered? @case)
    {
        if (@case?.NotCitable("case") is { } notCitable)
            return notCitable;
        if (Place(argument, added.ParentId, added.BeforeId) is { } misplaced)
            return misplaced;
        return Decision.Accept(added).Creating(added.StepId, added.Key);
    }

    public static Decision RewordStep(Argument argument, StepReworded reworded, Registered? @case)
    {
        if (argument.Find(reworded.StepId) is not { } step)
            return Missing(reworded.StepId);
        if (@case?.NotCitable("case") is { } notCitable)
            return notCitable;
        var same = step.Title == reworded.Title && step.Inference == reworded.Inference && step.Locator == reworded.Locator
            && step.Stage == reworded.Stage && step.CaseId == reworded.CaseId;
        return (same ? Decision.Accept() : Decision.Accept(reworded)).About(step.Id, step.Key);
    }

    public static Decision MoveStep(Argument argument, StepMoved moved)
    {
        if (argument.Find(moved.StepId) is not { } step)
            return Missing(moved.StepId);
        if (Place(argument, moved.ParentId, moved.BeforeId) is { } misplaced)
            return misplaced;
        if (moved.BeforeId == moved.StepId)
            return Problem.Conflict("misplaced", "A step cannot stand before itself.", "before");
        for (var above = moved.ParentId; above is { } id; above = argument.Find(id)?.ParentId)
        {
            if (id == moved.StepId)
                return Problem.Conflict("cycle", $"The step “{step.Key}” cannot be moved under itself or a step below it.", "parent");
        }

        return Decision.Accept(moved).About(step.Id, step.Key);
    }

    public static Decision RemoveStep(Argument argument, Guid stepId, string? reason)
    {
        if (argument.Find(stepId) is not { } step)
            return Missing(stepId);
        if (argument.Under(stepId).FirstOrDefault() is { } child)
            return Problem.Conflict("has-steps", $"The step “{child.Key}” stands under “{step.Key}”. Move or remove it first.");
        if (argument.Steps.Find(one => one.RestsOn.Exists(resting => resting.StepId == stepId)) is { } resting)
            return Problem.Conflict("rested-on", $"The step “{resting.Key}” rests on “{step.Key}”. Unrelate them first.");
        return Decision.Accept(new StepRemoved(stepId, reason)).About(step.Id, step.Key);
    }

    public static Decision PlaceClaim(Argument argument, Guid stepId, Registered claim)
    {
        if (argument.Find(stepId) is not { } step)
            return Missing(stepId);
        if (claim.NotCitable("claim") is { } notCitable)
            return notCitable;
        var decision = step.Claims.Exists(one => one.Id == claim.Id)
            ? Decision.Accept()
            : Decision.Accept(new ClaimPlaced(stepId, claim.Cite()));
        return decision.About(step.Id, step.Key);
    }

    public static Decision DisplaceClaim(Argument argument, Guid stepId, Guid claimId)
    {
        if (argument.Find(stepId) is not { } step)
            return Missing(stepId);
        return step.Claims.Exists(one => one.Id == claimId)
            ? Decision.Accept(new ClaimDisplaced(stepId, claimId)).About(step.Id, step.Key)
            : Problem.NotFound("claim under this step", claimId.ToString());
    }

    public static Decision Relate(Argument argument, StepsRelated related)
    {
        if (argument.Find(related.StepId) is not { } step)
            return Missing(related.StepId);
        if (argument.Find(related.RestsOnId) is not { } ground)
            return Problem.Unprocessable("unknown-reference", $"There is no step {related.RestsOnId} in this argument.", "restsOn");
        if (step.RestsOn.Find(one => one.StepId == ground.Id) is { } already)
        {
            return already.Relation == related.Relation && already.Warrant == related.Warrant
                ? Decision.Accept().About(step.Id, step.Key)
                : Problem.Conflict("already-related", $"“{step.Key}” rests on “{ground.Key}” already. Unrelate them first to relate them differently.", "restsOn");
        }

        return Reaches(argument, ground.Id, step.Id)
            ? Problem.Conflict("cycle", $"“{ground.Key}” already rests on “{step.Key}”, directly or through others: the argument would go round in a circle.", "restsOn")
            : Decision.Accept(related).About(step.Id, step.Key);
    }

    public static Decision Unrelate(Argument argument, Guid stepId, Guid restsOnId)
    {
        if (argument.Find(stepId) is not { } step)
            return Missing(stepId);
        return step.RestsOn.Exists(one => one.StepId == restsOnId)
            ? Decision.Accept(new StepsUnrelated(stepId, restsOnId)).About(step.Id, step.Key)
            : Problem.NotFound("relation to step", restsOnId.ToString());
    }

    /// <summary>What an outline breaks that every outline holds: each step stands under one that is there, none under itself, and none rests on itself.</summary>
    internal static Problem? Fault(Argument argument)
    {
        foreach (var step in argument.Steps)
        {
            if (step.RestsOn.Exists(resting => argument.Find(resting.StepId) is null || Reaches(argument, resting.StepId, step.Id)))
                return Problem.Conflict("cycle", $"The step “{step.Key}” would rest on itself, or on one that is not there. Unrelate what it rests on first.");
            var above = step;
            for (var steps = 0; above.ParentId is { } parent; steps++)
            {
                if (argument.Find(parent) is not { } next || steps > argument.Steps.Count)
                    return Problem.Conflict("misplaced", $"The step “{step.Key}” would stand under itself, or under one that is not there. Move it first.");
                above = next;
            }
        }

        return null;
    }

    /// <summary>Whether a step rests on the goal, directly or through others; a step reaches itself.</summary>
    private static bool Reaches(Argument argument, Guid from, Guid goal)
    {
        var seen = new HashSet<Guid>();
        var open = new Stack<Guid>([from]);
        while (open.TryPop(out var id))
        {
            if (id == goal)
                return true;
            if (seen.Add(id) && argument.Find(id) is { } step)
            {
                foreach (var resting in step.RestsOn)
                    open.Push(resting.StepId);
            }
        }

        return false;
    }

    private static Problem? Place(Argument argument, Guid? parentId, Guid? beforeId)
    {
        if (parentId is { } parent && argument.Find(parent) is null)
            return Problem.Unprocessable("unknown-reference", $"There is no step {parent} in this argument.", "parent");
        if (beforeId is not { } before)
            return null;
        return argument.Find(before) is { } other && other.ParentId == parentId
            ? null
            : Problem.Unprocessable("misplaced", "“before” must name a step of this argument under the same parent.", "before");
    }

    private static Problem Missing(Guid stepId) => Problem.NotFound("step in this argument", stepId.ToString());
}
