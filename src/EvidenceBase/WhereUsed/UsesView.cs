using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.WhereUsed;

/// <param name="Codes">By the names that they have at the moment.</param>
public sealed record CodingUse(
    Guid Id, string? Key, string Layer, IReadOnlyList<string> Codes, Guid? Document, int? Revision, int? Start, int? End, Locator? Locator, Judgement Judgement);

/// <param name="Cites">What of the interview the link cites: itself, a document, a coding – or a claim that rests on it.</param>
public sealed record EvidenceUse(Guid Id, CitedThing Cites, Stance Stance, Locator? Locator);

/// <param name="Direct">False where it rests on the interview through other claims only.</param>
public sealed record ClaimUse(Guid Id, string Key, ClaimKind Kind, string Text, bool Retracted, bool Direct, IReadOnlyList<EvidenceUse> Evidence);

/// <param name="Claims">The keys of those of its claims through which it rests on the interview.</param>
/// <param name="Direct">False where all of them rest on the interview through other claims only.</param>
public sealed record StepUse(string Argument, string Key, string Number, string Title, bool Direct, IReadOnlyList<string> Claims);

/// <summary>Everything that rests on a thing at a moment.</summary>
/// <param name="Position">The position of the study that the answer stands at.</param>
public sealed record UsesView(
    ThingReference Of,
    long Position,
    IReadOnlyList<ThingReference> Documents,
    IReadOnlyList<CodingUse> Codings,
    IReadOnlyList<ClaimUse> Claims,
    IReadOnlyList<StepUse> Steps,
    IReadOnlyList<ThingReference> Figures,
    IReadOnlyList<ThingReference> Cases,
    IReadOnlyList<ThingReference> Memos)
{
    public static UsesView From(ThingReference of, long position, Uses uses) => new(
        of,
        position,
        [.. uses.Documents.Select(Refer)],
        [.. uses.Codings.OrderBy(one => one.Coding.Key ?? one.Coding.Id.ToString(), StringComparer.Ordinal).Select(Use)],
        [.. uses.Claims.Select(one => Use(one, true)).Concat(uses.IndirectClaims.Select(one => Use(one, false)))],
        [.. StepsOf(uses)],
        [.. uses.Figures.Select(Refer)],
        [.. uses.Cases.Select(Refer)],
        [.. uses.Memos.Select(Refer)]);

    /// <summary>A step that has claims of both sorts is shown once, with all of them.</summary>
    private static IEnumerable<StepUse> StepsOf(Uses uses)
    {
        var direct = uses.Steps.ToDictionary(step => (step.Argument, step.Key));
        var indirect = uses.IndirectSteps.ToDictionary(step => (step.Argument, step.Key));
        foreach (var (key, step) in direct)
            yield return new(step.Argument, step.Key, step.Number, step.Title, true, [.. step.Claims, .. indirect.GetValueOrDefault(key)?.Claims ?? []]);
        foreach (var step in indirect.Where(pair => !direct.ContainsKey(pair.Key)).Select(pair => pair.Value))
            yield return new(step.Argument, step.Key, step.Number, step.Title, false, step.Claims);
    }

    private static ThingReference Refer(Stated stated) => new(stated.Kind, stated.Id, stated.Key);

    private static CodingUse Use(CodedStatement one) => new(
        one.Coding.Id,
        one.Coding.Key,
        one.Coding.Layer,
        one.Codes,
        one.Coding.Segment?.DocumentId ?? one.Coding.Elsewhere?.DocumentId,
        one.Coding.Segment?.Revision,
        one.Coding.Segment?.Start,
        one.Coding.Segment?.End,
        one.Coding.Locator,
        one.Coding.Judgement);

    private static ClaimUse Use(UsingClaim one, bool direct) => new(
        one.Id,
        one.Claim.Key,
        one.Claim.Kind,
        one.Claim.Text,
        one.Claim.Retracted is not null,
        direct,
        [.. one.Evidence.Select(link => new EvidenceUse(link.Id, link.Cited!, link.Stance, link.Locator))]);
}
