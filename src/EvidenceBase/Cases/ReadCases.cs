using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Cases;

public static class ReadCasesEndpoint
{
    /// <summary>The cases of a study in the order of their keys.</summary>
    [WolverineGet("/api/studies/{study}/cases")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<CaseView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Case);

    /// <summary>One case with its attributes, where each comes from, and what bears on it.</summary>
    [WolverineGet("/api/studies/{study}/cases/{unit}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(CaseView))]
    public static Task<IResult> One(string study, string unit, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Case, unit);
}
