using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Studies;
using Wolverine.Http;

namespace EvidenceBase.Differences;

public static class ReadDifferencesEndpoint
{
    /// <summary>
    /// What changed in the study from one moment to another – between submission and revision, say: what was added, what was changed field by
    /// field, what was removed. <c>from</c> and <c>to</c> are moments as <c>asOf</c> takes them; <c>to</c> is now where it is left out.
    /// </summary>
    [WolverineGet("/api/studies/{study}/differences")]
    [Query("since", "to")]
    [Needs(Right.Read)]
    [Gives(typeof(DifferencesView))]
    public static Task<IResult> OfStudy(string study, HttpContext http, DifferenceReads reads) => Answer(study, null, http, reads);

    /// <summary>What changed in one thing: <c>claims/C12/differences</c>, <c>steps/S20/differences</c>.</summary>
    [WolverineGet("/api/studies/{study}/{things}/{name}/differences")]
    [Query("since", "to")]
    [Needs(Right.Read)]
    [Gives(typeof(DifferencesView))]
    public static Task<IResult> OfThing(string study, string things, string name, HttpContext http, DifferenceReads reads) =>
        Answer(study, (ThingPaths.KindOf(things), name), http, reads);

    private static async Task<IResult> Answer(string study, (string Kind, string Name)? thing, HttpContext http, DifferenceReads reads)
    {
        var (view, problem) = await reads.Between(study, http.Request.Query["from"], http.Request.Query["to"], thing, http.RequestAborted);
        return problem is null ? TypedResults.Json(view, RecordJson.Options) : Problems.Result(problem);
    }
}
