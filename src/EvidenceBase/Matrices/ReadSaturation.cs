using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Wolverine.Http;

namespace EvidenceBase.Matrices;

public static class ReadSaturationEndpoint
{
    /// <summary>
    /// The codes that each interview brought for the first time, in the order in which interviews were registered, or with <c>order=key</c> in
    /// that of their keys. Filters and forms as of code by case.
    /// </summary>
    [WolverineGet("/api/studies/{study}/matrices/saturation")]
    [Query("document", "interview", "code", "case", "layer", "children", "asOf", "order")]
    [Needs(Right.Read)]
    [Gives(typeof(IReadOnlyList<SaturationStep>))]
    public static async Task<IResult> Get(string study, HttpContext http, MatrixReads matrices)
    {
        var (order, problem) = QueryWord.Of(http, "order", "registered", "key");
        if (problem is not null)
            return Problems.Result(problem);
        return await matrices.Answer(
            http,
            study,
            async (read, request) =>
            {
                var interviews = await MatrixReads.Interviews(read, request, http.RequestAborted);
                return Saturation.Count(
                    await matrices.Countable(read, request, http.RequestAborted),
                    order == "key" ? [.. interviews.OrderBy(one => one.Key, StringComparer.Ordinal)] : interviews);
            },
            MatrixCsv.Write);
    }
}
