using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Wolverine.Http;

namespace EvidenceBase.Matrices;

public static class CodeByCaseMatrixEndpoint
{
    /// <summary>
    /// Codings by code and case; one that bears on several cases counts in each. Filters: layer, document, interview, code (with those under it
    /// unless <c>children=false</c>), case, each as often as wanted; <c>asOf</c>; JSON or <c>Accept: text/csv</c>.
    /// </summary>
    [WolverineGet("/api/studies/{study}/matrices/code-by-case")]
    [Query("document", "interview", "code", "case", "layer", "children", "asOf")]
    [Needs(Right.Read)]
    [Gives(typeof(Crosstab))]
    public static Task<IResult> Get(string study, HttpContext http, MatrixReads matrices) => matrices.Answer(
        http,
        study,
        async (read, request) =>
        {
            var crosstab = Crosstab.CodeByCase(await matrices.Countable(read, request, http.RequestAborted));
            return request.Filter.Cases is { } wanted ? crosstab.WithColumns(wanted) : crosstab;
        },
        MatrixCsv.Write);
}
