using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Wolverine.Http;

namespace EvidenceBase.Matrices;

public static class CoOccurrenceMatrixEndpoint
{
    private const int DefaultDistance = 100;
    private const int GreatestDistance = 10_000;

    /// <summary>
    /// Pairs of codings that meet in a text, by their codes. <c>relation</c> is overlap, inclusion (the row has the outer one), exact, or
    /// proximity with <c>within</c>, the most code points between the two (100). Pairs are of one layer, unless <c>across=layers</c>. Filters and
    /// forms as of code by case.
    /// </summary>
    [WolverineGet("/api/studies/{study}/matrices/co-occurrence")]
    [Query("document", "interview", "code", "case", "layer", "children", "asOf", "relation", "within", "across")]
    [Needs(Right.Read)]
    [Gives(typeof(CoOccurrence))]
    public static async Task<IResult> Get(string study, HttpContext http, MatrixReads matrices)
    {
        var (relation, badRelation) = QueryWord.Of(http, "relation", "overlap", "inclusion", "exact", "proximity");
        var (across, badAcross) = QueryWord.Of(http, "across", "none", "layers");
        var within = DefaultDistance;
        var badWithin = http.Request.Query["within"] is [{ Length: > 0 } given]
            && (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out within) || within > GreatestDistance)
            ? new Problem(ProblemKind.Malformed, "malformed-within", $"“within” is a whole number of code points from 0 to {GreatestDistance}; this was “{given}”.", "within")
            : null;
        return (badRelation ?? badAcross ?? badWithin) is { } problem
            ? Problems.Result(problem)
            : await matrices.Answer(
                http,
                study,
                counting => CoOccurrence.Count(counting, Enum.Parse<Relation>(relation, ignoreCase: true), within, across == "layers"),
                MatrixCsv.Write);
    }
}
