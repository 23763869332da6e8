using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Documents;

public static class ReadDocumentsEndpoint
{
    /// <summary>The documents of a study in the order of their keys, without their texts.</summary>
    [WolverineGet("/api/studies/{study}/documents")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [Gives(typeof(Listing<DocumentView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Document);

    /// <summary>One document and its revisions, without their texts.</summary>
    [WolverineGet("/api/studies/{study}/documents/{document}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [GivesView(typeof(DocumentView))]
    public static Task<IResult> One(string study, string document, HttpContext http, ViewReads reads) =>
        reads.One(http, study, Kinds.Document, document);
}
