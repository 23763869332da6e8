using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Codebooks;

public static class ReadCodebookEndpoint
{
    /// <summary>
    /// The code tree of a study; empty before its first code. With <c>Accept: application/xml</c> or <c>?format=qdc</c> a REFI-QDA codebook.
    /// </summary>
    [WolverineGet("/api/studies/{study}/codebook")]
    [Query("asOf", "format")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [GivesView(typeof(CodebookView))]
    public static async Task<IResult> Whole(string study, HttpContext http, ViewReads reads, AccessTrail trail)
    {
        var isFile = CodebookFile.IsAskedFor(http);
        var isBegun = await reads.Identify(study, Kinds.Codebook, Codebook.Key, http.RequestAborted) is not null;
        if (isBegun || await reads.Identify(study, Kinds.Study, study, http.RequestAborted) is null)
            return isFile ? await CodebookFile.Read(http, study, reads, trail) : await reads.One(http, study, Kinds.Codebook, Codebook.Key);
        var empty = new CodebookView(Guid.Empty, Codebook.Key, 0, []);
        return isFile ? CodebookFile.Of(study, empty) : TypedResults.Json(empty, RecordJson.Options);
    }

    /// <summary>The codes of a study in the order of the tree; those that are part of another at the end.</summary>
    [WolverineGet("/api/studies/{study}/codes")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [Gives(typeof(Listing<CodeView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Code);

    /// <summary>One code with its place and what has become of it.</summary>
    [WolverineGet("/api/studies/{study}/codes/{code}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [GivesView(typeof(CodeView))]
    public static Task<IResult> One(string study, string code, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Code, code);
}
