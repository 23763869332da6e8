using System.Collections.Immutable;
using System.Globalization;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Arguments;

public sealed record Resting(Guid StepId, StepRelation Relation, string? Warrant);

/// <summary>A step with what it rests on. Its place in the outline is its place in the argument's list, under its parent.</summary>
public sealed record Step(
    Guid Id,
    string Key,
    string Title,
    string Inference,
    Locator? Locator,
    string? Stage,
    Guid? CaseId,
    Guid? ParentId,
    ImmutableList<CitedThing> Claims,
    ImmutableList<Resting> RestsOn);

/// <summary>An ordered outline of steps. Siblings stand in the order of the list.</summary>
public sealed record Argument(string Key, string Title, string? Question, ImmutableList<Step> Steps)
{
    public static Argument? Evolve(Argument? argument, object @event) => (argument, @event) switch
    {
        (null, ArgumentOutlined outlined) => new(outlined.Key, outlined.Title, outlined.Question, []),
        ({ }, StepAdded added) => argument with
        {
            Steps = Insert(
                argument.Steps,
                new(added.StepId, added.Key, added.Title, added.Inference, added.Locator, added.Stage, added.CaseId, added.ParentId, [], []),
                added.BeforeId),
        },
        ({ }, StepReworded reworded) => argument.With(reworded.StepId, step => step with
        {
            Title = reworded.Title,
            Inference = reworded.Inference,
            Locator = reworded.Locator,
            Stage = reworded.Stage,
            CaseId = reworded.CaseId,
        }),
        ({ }, StepMoved moved) when argument.Find(moved.StepId) is { } step => argument with
        {
            Steps = Insert(argument.Steps.Remove(step), step with { ParentId = moved.ParentId }, moved.BeforeId),
        },
        ({ }, StepRemoved removed) => argument with { Steps = argument.Steps.RemoveAll(step => step.Id == removed.StepId) },
        ({ }, ClaimPlaced placed) => argument.With(placed.StepId, step => step with { Claims = step.Claims.Add(placed.Claim) }),
        ({ }, ClaimDisplaced displaced) => argument.With(
            displaced.StepId, step => step with { Claims = step.Claims.RemoveAll(claim => claim.Id == displaced.ClaimId) }),
        ({ }, StepsRelated related) => argument.With(
            related.StepId, step => step with { RestsOn = step.RestsOn.Add(new(related.RestsOnId, related.Relation, related.Warrant)) }),
        ({ }, StepsUnrelated unrelated) => argument.With(
            unrelated.StepId, step => step with { RestsOn = step.RestsOn.RemoveAll(one => one.StepId == unrelated.RestsOnId) }),
        _ => argument,
    };

    public Step? Find(Guid stepId) => Steps.Find(step => step.Id == stepId);

    public IEnumerable<Step> Under(Guid? parent) => Steps.Where(step => step.ParentId == parent);

    /// <summary>The steps in reading order with their numbers (1, 1.1, 1.2, 2). A number is a label that may change; the key is not.</summary>
    public IReadOnlyList<(string Number, int Depth, Step Step)> Outline()
    {
        var outline = new List<(string, int, Step)>(Steps.Count);
        Walk(null, string.Empty, 0);
        return outline;

        void Walk(Guid? parent, string prefix, int depth)
        {
            var count = 0;
            foreach (var step in Under(parent))
            {
                var number = prefix + (++count).ToString(CultureInfo.InvariantCulture);
                outline.Add((number, depth, step));
                Walk(step.Id, number + ".", depth + 1);
            }
        }
    }

    private Argument With(Guid stepId, Func<Step, Step> change) =>
        this with { Steps = [.. Steps.Select(step => step.Id == stepId ? change(step) : step)] };

    private static ImmutableList<Step> Insert(ImmutableList<Step> steps, Step step, Guid? before)
    {
        var at = before is { } other ? steps.FindIndex(one => one.Id == other) : -1;
        return at < 0 ? steps.Add(step) : steps.Insert(at, step);
    }
}
