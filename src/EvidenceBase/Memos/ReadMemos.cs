using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using Wolverine.Http;

namespace EvidenceBase.Memos;

public static class ReadMemosEndpoint
{
    /// <summary>The memos of a study in the order of their keys.</summary>
    [WolverineGet("/api/studies/{study}/memos")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<MemoView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Memo);

    /// <summary>One memo with what it is about.</summary>
    [WolverineGet("/api/studies/{study}/memos/{memo}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(MemoView))]
    public static Task<IResult> One(string study, string memo, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Memo, memo);
}
