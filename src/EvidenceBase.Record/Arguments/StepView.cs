using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Arguments;

/// <summary>Another step, as this one is related to it.</summary>
public sealed record RelatedStep(Guid Id, string Key, string Number, string Title, StepRelation Relation, string? Warrant);

/// <summary>A neighbour in reading order.</summary>
public sealed record NeighbourStep(Guid Id, string Key, string Number, string Title);

/// <summary>The argument that a step belongs to.</summary>
public sealed record StepArgument(Guid Id, string Key, string Title);

/// <summary>
/// One step of the argument and everything it rests on: claims, the evidence under each, every piece of evidence resolved to a citation –
/// and what is missing, named.
/// </summary>
public sealed record StepView(
    Guid Id,
    string Key,
    string Number,
    long Version,
    StepArgument Argument,
    string Title,
    string Inference,
    Locator? Locator,
    string? Stage,
    NamedView? Case,
    IReadOnlyList<ClaimView> Claims,
    IReadOnlyList<RelatedStep> RestsOn,
    IReadOnlyList<RelatedStep> Supports,
    IReadOnlyList<Gap> Gaps,
    NeighbourStep? Parent,
    NeighbourStep? Previous,
    NeighbourStep? Next)
{
    public static IEnumerable<View> Render(Guid argumentId, Argument argument, Guid stepId, Lookup lookup)
    {
        if (argument.Find(stepId) is not { } step)
            yield break;
        var view = Of(argumentId, argument, step, lookup);
        yield return new(Kinds.Step, stepId, step.Key, view.Version, step.Key, view);
    }

    /// <summary>The version is the argument's: what If-Match names when a step is replaced.</summary>
    public static StepView Of(Guid argumentId, Argument argument, Step step, Lookup lookup)
    {
        var outline = argument.Outline();
        var numbers = outline.ToDictionary(line => line.Step.Id, line => line.Number);
        var place = outline.ToList().FindIndex(line => line.Step.Id == step.Id);
        var claims = step.Claims
            .Select(cited => (Cited: cited, Stated: lookup.Find(cited.Id)))
            .Where(one => one.Stated?.State is Claim)
            .Select(one => (HasChanged: one.Stated!.HasChangedSince(one.Cited.Version), View: ClaimView.Of(one.Cited.Id, (Claim)one.Stated.State, one.Stated.Version, lookup)))
            .ToList();
        return new(
            step.Id,
            step.Key,
            numbers[step.Id],
            lookup.Find(argumentId)!.Version,
            new(argumentId, argument.Key, argument.Title),
            step.Title,
            step.Inference,
            step.Locator,
            step.Stage,
            step.CaseId is { } @case ? NamedView.Of(@case, lookup) : null,
            [.. claims.Select(one => one.View)],
            [.. step.RestsOn.Select(one => Related(argument, numbers, one.StepId, one))],
            [.. argument.Steps.SelectMany(other => other.RestsOn.Where(one => one.StepId == step.Id).Select(one => Related(argument, numbers, other.Id, one)))],
            Gap.OfStep(claims),
            step.ParentId is { } parent && argument.Find(parent) is { } above ? Neighbour(above, numbers) : null,
            place > 0 ? Neighbour(outline[place - 1].Step, numbers) : null,
            place + 1 < outline.Count ? Neighbour(outline[place + 1].Step, numbers) : null);
    }

    private static RelatedStep Related(Argument argument, Dictionary<Guid, string> numbers, Guid stepId, Resting resting)
    {
        var step = argument.Find(stepId)!;
        return new(step.Id, step.Key, numbers[step.Id], step.Title, resting.Relation, resting.Warrant);
    }

    private static NeighbourStep Neighbour(Step step, Dictionary<Guid, string> numbers) => new(step.Id, step.Key, numbers[step.Id], step.Title);
}
