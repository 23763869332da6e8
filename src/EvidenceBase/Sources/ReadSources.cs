using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using Wolverine.Http;

namespace EvidenceBase.Sources;

public static class ReadSourcesEndpoint
{
    /// <summary>The sources of a study in the order of their keys.</summary>
    [WolverineGet("/api/studies/{study}/sources")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<SourceView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Source);

    /// <summary>One source with its full note, short note and bibliography entry.</summary>
    [WolverineGet("/api/studies/{study}/sources/{source}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(SourceView))]
    public static Task<IResult> One(string study, string source, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Source, source);
}
