using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Rounds;
using Wolverine.Http;

namespace EvidenceBase.Rounds;

public static class ReadRoundsEndpoint
{
    /// <summary>The blind rounds of a study in the order of their keys.</summary>
    [WolverineGet("/api/studies/{study}/rounds")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [Gives(typeof(Listing<RoundView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Round);

    /// <summary>One round: who codes what with which codes, whether it is open, and what was decided afterwards.</summary>
    [WolverineGet("/api/studies/{study}/rounds/{round}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [GivesView(typeof(RoundView))]
    public static Task<IResult> One(string study, string round, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Round, round);

    /// <summary>The codings of a closed round side by side: for each code, the stretches on which its coders agree and those on which they differ.</summary>
    [WolverineGet("/api/studies/{study}/rounds/{round}/comparison")]
    [Refuses(409)]
    [Needs(Right.Read)]
    [Gives(typeof(RoundComparison))]
    public static Task<IResult> Compare(string study, string round, HttpContext http, RoundReads rounds) => rounds.Compare(http, study, round);
}
