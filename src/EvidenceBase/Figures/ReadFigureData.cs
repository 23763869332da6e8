using System.Text;
using System.Text.Json;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using Microsoft.Net.Http.Headers;
using Wolverine.Http;

namespace EvidenceBase.Figures;

public static class ReadFigureDataEndpoint
{
    /// <summary>
    /// The table of a figure as CSV, headed by the names of its columns, so that it reads back unchanged; with <c>?header=titles</c> by their
    /// titles and units.
    /// </summary>
    [WolverineGet("/api/studies/{study}/figures/{figure}/data.csv")]
    [Query("asOf", "header")]
    [Needs(Right.Read)]
    [Gives(typeof(string), "text/csv", Positioned = false, Tagged = true)]
    public static async Task<IResult> Get(string study, string figure, HttpContext http, ViewReads reads, AccessTrail trail)
    {
        var header = http.Request.Query["header"].ToString();
        if (header is not ("" or "names" or "titles"))
            return Problems.Result(new Problem(ProblemKind.Malformed, "malformed-header", $"“header” is names or titles; this was “{header}”.", "header"));
        var asOf = ViewReads.AsOf(http);
        var (view, problem) = await reads.Find(study, Kinds.Figure, figure, asOf, http.RequestAborted);
        if (problem is not null)
            return Problems.Result(problem);
        var shown = JsonSerializer.Deserialize<FigureView>(view!.Json, RecordJson.Options)!;
        if (shown.Columns.Count == 0)
        {
            return Problems.Result(new Problem(
                ProblemKind.NotFound, "no-table", $"{shown.Label} has no table of numbers or texts. What is recorded of it, with nodes and edges, is at the address of the figure."));
        }

        await trail.Record(http, TrailAction.Exported, study, new(Kinds.Figure, view.Id, shown.Key));
        return Download.Of(
            Encoding.UTF8.GetBytes(FigureCsv.Write(shown.Columns, shown.Rows, titles: header == "titles")),
            "text/csv; charset=utf-8; header=present",
            shown.Key,
            ".csv",
            asOf is null ? new EntityTagHeaderValue(EntityTags.Of(view.Version, view.RenderedAt)) : null);
    }
}
