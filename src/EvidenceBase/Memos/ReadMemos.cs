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
    [Needs(Right.Read)]
    [Gives(typeof(Listing<MemoView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Memo);

    /// <summary>One memo with what it is about.</summary>
    [WolverineGet("/api/studies/{study}/memos/{memo}")]
    [Needs(Right.Read)]
    [Gives(typeof(MemoView))]
    public static Task<IResult> One(string study, string memo, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Memo, memo);
}
