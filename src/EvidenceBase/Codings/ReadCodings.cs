using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Codings;

public static class ReadCodingsEndpoint
{
    /// <summary>
    /// The codings of a study that stand. Filters: document, interview, code, layer; <c>redefined</c>, whether a code of theirs was defined anew and
    /// nobody has confirmed them since; <c>orphaned</c>, whether revisions have left nothing of their stretch. <c>order</c> is made, place, or codebook:
    /// those of the oldest codebook first.
    /// </summary>
    [WolverineGet("/api/studies/{study}/codings")]
    [Query("asOf", "cursor", "limit", "document", "interview", "code", "layer", "redefined", "orphaned", "codingOrder")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [Gives(typeof(Listing<CodingView>))]
    public static Task<IResult> Many(string study, HttpContext http, CodingReads reads) => reads.Many(http, study, null);

    /// <summary>How many codings stand, by code and layer, and how many of them are to be looked at again. Filters as of the list.</summary>
    [WolverineGet("/api/studies/{study}/codings:counts")]
    [Query("asOf", "document", "interview", "code", "layer", "redefined", "orphaned")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [Gives(typeof(CodingCounts))]
    public static Task<IResult> Count(string study, HttpContext http, CodingReads reads) => reads.Count(http, study);

    /// <summary>The codings of one document; filters and order as of all codings.</summary>
    [WolverineGet("/api/studies/{study}/documents/{document}/codings")]
    [Query("asOf", "cursor", "limit", "interview", "code", "layer", "redefined", "orphaned", "codingOrder")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [Gives(typeof(Listing<CodingView>))]
    public static Task<IResult> OfDocument(string study, string document, HttpContext http, CodingReads reads) => reads.Many(http, study, document);

    /// <summary>One coding, with its codes and its place resolved.</summary>
    [WolverineGet("/api/studies/{study}/codings/{coding}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [Gives(typeof(CodingView))]
    public static Task<IResult> One(string study, string coding, HttpContext http, CodingReads reads) => reads.One(http, study, coding);

    /// <summary>The words that a coding is about, from the vault.</summary>
    [WolverineGet("/api/studies/{study}/codings/{coding}/text")]
    [Refuses(410)]
    [Needs(Right.ReadTexts)]
    [OpenToBlind]
    [Gives(typeof(CodedText))]
    public static Task<IResult> Text(string study, string coding, HttpContext http, CodingTexts texts) => texts.Read(http, study, coding);
}
