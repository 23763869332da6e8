using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Interviews;

public static class ReadInterviewsEndpoint
{
    /// <summary>The interviews of a study in the order of their codes.</summary>
    [WolverineGet("/api/studies/{study}/interviews")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [Gives(typeof(Listing<InterviewView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Interview);

    /// <summary>One interview: its description, what its respondent allows, and its embargo.</summary>
    [WolverineGet("/api/studies/{study}/interviews/{interview}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [GivesView(typeof(InterviewView))]
    public static Task<IResult> One(string study, string interview, HttpContext http, ViewReads reads) =>
        reads.One(http, study, Kinds.Interview, interview);
}
