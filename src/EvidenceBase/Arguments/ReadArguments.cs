using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

public static class ReadArgumentsEndpoint
{
    /// <summary>The arguments of a study.</summary>
    [WolverineGet("/api/studies/{study}/arguments")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<ArgumentView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Argument);

    /// <summary>One argument with its outline.</summary>
    [WolverineGet("/api/studies/{study}/arguments/{argument}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(ArgumentView))]
    public static Task<IResult> One(string study, string argument, HttpContext http, ViewReads reads) =>
        reads.One(http, study, Kinds.Argument, argument);

    /// <summary>One step and everything it rests on.</summary>
    [WolverineGet("/api/studies/{study}/arguments/{argument}/steps/{step}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(StepView))]
    public static Task<IResult> Step(string study, string argument, string step, HttpContext http, ViewReads reads) =>
        reads.One(http, study, Kinds.Step, step, within: argument);
}
