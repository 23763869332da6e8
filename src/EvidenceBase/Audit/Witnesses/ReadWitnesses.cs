using System.Text;
using EvidenceBase.Audit.Log;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Witnesses;
using Wolverine.Http;

namespace EvidenceBase.Audit.Witnesses;

public static class ReadWitnessesEndpoint
{
    /// <summary>The witnesses of the study's log, in the order of their keys.</summary>
    [WolverineGet("/api/studies/{study}/audit/witnesses")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<WitnessView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Witness);

    /// <summary>One witness.</summary>
    [WolverineGet("/api/studies/{study}/audit/witnesses/{witness}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(WitnessView))]
    public static Task<IResult> One(string study, string witness, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Witness, witness);

    /// <summary>The latest checkpoint that a witness has cosigned, with its signatures.</summary>
    [WolverineGet("/api/studies/{study}/audit/checkpoints/{witness}")]
    [Needs(Right.Read)]
    [Gives(typeof(string), "text/plain")]
    public static async Task<IResult> Cosigned(string study, string witness, HttpContext http, ViewReads reads, Cosignatures cosignatures)
    {
        if (await reads.Identify(study, Kinds.Witness, witness, http.RequestAborted) is not { } known)
            return Problems.Result(await reads.Absent(study, Kinds.Witness, witness, http.RequestAborted));
        if (await cosignatures.Latest(study, known.Id, http.RequestAborted) is not { } cosigned)
            return Problems.Result(new Problem(ProblemKind.NotFound, "not-cosigned", $"The witness “{witness}” has cosigned no checkpoint (yet)."));
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(cosigned.Note.ToString(), ReadLogEndpoint.PlainText, Encoding.UTF8);
    }
}
