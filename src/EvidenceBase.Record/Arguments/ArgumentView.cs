using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Arguments;

/// <summary>A line of the outline.</summary>
/// <param name="Number">A label that changes when steps move; the key does not.</param>
/// <param name="Gaps">How many gaps the step view names.</param>
public sealed record OutlineLine(
    Guid Id, string Key, string Number, int Depth, string Title, string Inference, string? Stage, NamedView? Case, int Claims, int Evidence, int Gaps);

/// <summary>An argument with its outline.</summary>
public sealed record ArgumentView(Guid Id, string Key, long Version, string Title, string? Question, IReadOnlyList<OutlineLine> Steps)
{
    public static IEnumerable<View> Render(Guid id, Argument argument, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        yield return new(
            Kinds.Argument,
            id,
            argument.Key,
            version,
            argument.Key,
            new ArgumentView(
                id, argument.Key, version, argument.Title, argument.Question, [.. argument.Outline().Select(line => Of(id, argument, line, lookup))]));
    }

    private static OutlineLine Of(Guid id, Argument argument, (string Number, int Depth, Step Step) line, Lookup lookup)
    {
        var step = StepView.Of(id, argument, line.Step, lookup);
        return new(
            step.Id,
            step.Key,
            line.Number,
            line.Depth,
            step.Title,
            step.Inference,
            step.Stage,
            step.Case,
            step.Claims.Count,
            step.Claims.Sum(claim => claim.Evidence.Count),
            step.Gaps.Count);
    }
}
