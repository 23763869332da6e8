using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Figures;

public static class ReadFiguresEndpoint
{
    /// <summary>The figures of a study in the order of their labels.</summary>
    [WolverineGet("/api/studies/{study}/figures")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<FigureView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Figure);

    /// <summary>One figure with its data, the numbers derived from them, and its sources in full.</summary>
    [WolverineGet("/api/studies/{study}/figures/{figure}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(FigureView))]
    public static Task<IResult> One(string study, string figure, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Figure, figure);
}
