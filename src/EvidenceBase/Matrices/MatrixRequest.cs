using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Microsoft.Net.Http.Headers;

namespace EvidenceBase.Matrices;

/// <summary>
/// What every matrix can be asked for: <c>layer</c>, <c>document</c>, <c>interview</c>, <c>code</c> and <c>case</c>, each as often as wanted;
/// a code stands for all under it as well, unless <c>children=false</c>.
/// </summary>
/// <param name="Codes">The codes that are asked for; null for all.</param>
/// <param name="Alone">Without those under them.</param>
internal sealed record MatrixRequest(string Study, string? AsOf, CountingFilter Filter, IReadOnlyCollection<Guid>? Codes, bool Alone)
{
    public static async Task<(MatrixRequest? Request, Problem? Problem)> Read(HttpContext http, string study, ViewReads reads)
    {
        var cancellation = http.RequestAborted;
        if (await reads.Identify(study, Kinds.Study, study, cancellation) is null)
            return (null, await reads.Absent(study, Kinds.Study, study, cancellation));
        var things = new Dictionary<string, HashSet<Guid>>();
        foreach (var kind in new[] { Kinds.Document, Kinds.Interview, Kinds.Code, Kinds.Case })
        {
            foreach (var name in http.Request.Query[kind].Where(name => !string.IsNullOrEmpty(name)))
            {
                if (await reads.Identify(study, kind, name!, cancellation, evenUndone: ViewReads.AsOf(http) is not null) is not { } thing)
                    return (null, Problem.NotFound(kind, name!));
                if (!things.TryGetValue(kind, out var ids))
                    things[kind] = ids = [];
                ids.Add(thing.Id);
            }
        }

        var layers = http.Request.Query["layer"].Where(layer => !string.IsNullOrEmpty(layer)).Select(layer => layer!).ToHashSet();
        if (layers.FirstOrDefault(layer => !Layer.IsValid(layer)) is not null)
            return (null, new(ProblemKind.Malformed, "malformed-layer", Layer.Rule, "layer"));
        var (children, malformed) = QueryWord.Of(http, "children", "true", "false");
        if (malformed is not null)
            return (null, malformed);
        return (
            new(
                study,
                ViewReads.AsOf(http),
                new(layers.Count == 0 ? null : layers, Of(Kinds.Document), Of(Kinds.Interview), Of(Kinds.Case)),
                Of(Kinds.Code),
                children == "false"),
            null);

        HashSet<Guid>? Of(string kind) => things.GetValueOrDefault(kind);
    }

    /// <summary>The answer as JSON, or as CSV where that is what the client accepts.</summary>
    public static IResult Answer<TMatrix>(HttpContext http, TMatrix matrix, long position, Func<TMatrix, string> csv)
    {
        http.Response.Headers["Evidence-Position"] = position.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.Vary = "Accept";
        return WantsCsv(http)
            ? TypedResults.Text(csv(matrix), "text/csv; charset=utf-8; header=present")
            : TypedResults.Json(matrix, RecordJson.Options);
    }

    public static bool WantsCsv(HttpContext http)
    {
        var accepted = http.Request.GetTypedHeaders().Accept;
        return Quality("text/csv") > Quality("application/json");

        double Quality(string type)
        {
            var media = new MediaTypeHeaderValue(type);
            return accepted.Where(one => media.IsSubsetOf(one)).OrderByDescending(one => one.MediaType.Length).Select(one => one.Quality ?? 1).FirstOrDefault(accepted.Count == 0 ? 1 : 0);
        }
    }
}
