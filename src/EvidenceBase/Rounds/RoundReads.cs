using System.Text.Json;
using EvidenceBase.Codings;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Rounds;

namespace EvidenceBase.Rounds;

/// <summary>A stretch of a document and which of the round's coders apply the code on it.</summary>
/// <param name="Start">In Unicode code points of the present revision, 0-based.</param>
/// <param name="Layers">Of those who apply the code.</param>
/// <param name="Conflict">Whether some apply it and others do not.</param>
/// <param name="Applies">What a third person decided about the conflict; null where nobody has yet.</param>
public sealed record ComparedPlace(
    ThingReference Document, CodeReference Code, int Start, int End, IReadOnlyList<string> Layers, bool Conflict, bool? Applies);

/// <summary>The codings of a closed round side by side.</summary>
/// <param name="Unresolved">How many conflicts nobody has decided about.</param>
public sealed record RoundComparison(string Round, IReadOnlyList<RoundCoder> Coders, int Unresolved, IReadOnlyList<ComparedPlace> Places);

/// <summary>What is read of rounds beyond their views.</summary>
public sealed class RoundReads(ViewReads views, CodingReads codings)
{
    public async Task<IResult> Compare(HttpContext http, string study, string name)
    {
        var (view, problem) = await views.Find(study, Kinds.Round, name, null, http.RequestAborted);
        if (problem is not null)
            return Problems.Result(problem);
        var round = JsonSerializer.Deserialize<RoundView>(view!.Json, RecordJson.Options)!;
        if (round.Open)
            return Problems.Result(Problem.Conflict("round-open", $"The round “{round.Key}” is open. Its codings can be compared when it is closed."));
        var places = new List<ComparedPlace>();
        foreach (var document in round.Documents)
            places.AddRange(await Compare(study, round, document, http.RequestAborted));
        return TypedResults.Json(
            new RoundComparison(round.Key, round.Coders, places.Count(place => place is { Conflict: true, Applies: null }), places), RecordJson.Options);
    }

    private async Task<IEnumerable<ComparedPlace>> Compare(string study, RoundView round, ThingReference document, CancellationToken cancellation)
    {
        var coded = await codings.OfDocument(study, document.Id, [.. round.Coders.Select(coder => coder.Layer)], cancellation);
        var codes = coded.SelectMany(coding => coding.Codes).Select(Now).DistinctBy(code => code.Id).ToDictionary(code => code.Id);
        var counted = round.Codes.Select(code => code.Id).ToHashSet();
        return
            from stretch in Comparison.Of(coded.SelectMany(Placed))
            where counted.Count == 0 || counted.Contains(stretch.CodeId)
            let conflict = stretch.Layers.Count < round.Coders.Count
            select new ComparedPlace(
                document, codes[stretch.CodeId], stretch.Start, stretch.End, stretch.Layers, conflict, conflict ? Decided(round, document.Id, stretch) : null);
    }

    private static IEnumerable<ComparedCoding> Placed(CodingView coding) => coding.Segment is not { } segment
        ? []
        : coding.Codes.Select(code => new ComparedCoding(
            coding.Layer, Now(code).Id, segment.Present?.Start ?? segment.Start, segment.Present?.End ?? segment.End));

    /// <summary>The code that it has become part of, else itself.</summary>
    private static CodeReference Now(AppliedCode code) => code.PartOf ?? new(code.Id, code.Key, code.Name);

    private static bool? Decided(RoundView round, Guid document, ComparedStretch stretch) => round.Adjudications
        .Where(one => one.Document.Id == document && one.Code?.Id == stretch.CodeId && one.Start <= stretch.Start && one.End >= stretch.End)
        .Select(one => (bool?)one.Applies)
        .LastOrDefault();
}
