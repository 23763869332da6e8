using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Wolverine.Http;

namespace EvidenceBase.Matrices;

public static class ReadCoverageEndpoint
{
    /// <summary>
    /// How much of each document is coded, with each code and at all, in code points of its present revision. Filters and forms as of code by
    /// case; a line of the CSV is a document.
    /// </summary>
    [WolverineGet("/api/studies/{study}/matrices/coverage")]
    [Query("document", "interview", "code", "case", "layer", "children", "asOf")]
    [Needs(Right.Read)]
    [Gives(typeof(Coverage))]
    public static Task<IResult> Get(string study, HttpContext http, MatrixReads matrices) =>
        matrices.Answer(http, study, Coverage.Count, MatrixCsv.Write);
}
