using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Wolverine.Http;

namespace EvidenceBase.Matrices;

public static class CodeByInterviewMatrixEndpoint
{
    /// <summary>Codings by code and the interview that they rest on, interviews in the order of their keys. Filters and forms as of code by case.</summary>
    [WolverineGet("/api/studies/{study}/matrices/code-by-interview")]
    [Query("document", "interview", "code", "case", "layer", "children", "asOf")]
    [Needs(Right.Read)]
    [Gives(typeof(Crosstab))]
    public static Task<IResult> Get(string study, HttpContext http, MatrixReads matrices) => matrices.Answer(
        http,
        study,
        async (read, request) =>
        {
            var interviews = await MatrixReads.Interviews(read, request, http.RequestAborted);
            return Crosstab.CodeByInterview(
                await matrices.Countable(read, request, http.RequestAborted), [.. interviews.OrderBy(one => one.Key, StringComparer.Ordinal)]);
        },
        MatrixCsv.Write);
}
