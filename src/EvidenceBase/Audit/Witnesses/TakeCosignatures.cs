using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Audit.Witnesses;

public static class TakeCosignaturesEndpoint
{
    /// <summary>
    /// Takes what witnesses of the study say of one of its checkpoints, the latest or an earlier one: the file that a witness keeps, a checkpoint with the cosignature under it
    /// (C2SP tlog-cosignature). It stands under that checkpoint from then on. It is the signature that is believed, not who brings it: every reader may.
    /// </summary>
    [WolverinePost("/api/studies/{study}/audit/checkpoint/cosignatures")]
    [Needs(Right.Read)]
    [TakesText("A checkpoint with its signatures, among them those of witnesses.")]
    [Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity)]
    [Gives(typeof(TakenCosignatures))]
    public static async Task<IResult> Post(string study, HttpContext http, Cosignatures cosignatures, ViewReads views)
    {
        if (await views.NoStudy(study, http.RequestAborted) is { } absent)
            return Problems.Result(absent);
        var (taken, problem) = await cosignatures.Take(study, await RequestBody.Bytes(http), Caller.Required(http).Name, http.RequestAborted);
        return problem is not null ? Problems.Result(problem) : TypedResults.Json(taken, RecordJson.Options);
    }
}
