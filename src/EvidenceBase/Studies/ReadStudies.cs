using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using Wolverine.Http;

namespace EvidenceBase.Studies;

public static class ReadStudiesEndpoint
{
    /// <summary>The studies in the order of their slugs.</summary>
    [WolverineGet("/api/studies")]
    [Query("cursor", "limit")]
    [NeedsSignIn]
    [Gives(typeof(Listing<StudyView>))]
    public static Task<IResult> Many(HttpContext http, StudyReads studies) => studies.Many(http);

    /// <summary>One study with how much is in it.</summary>
    [WolverineGet("/api/studies/{study}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [Gives(typeof(StudyOverview))]
    public static Task<IResult> One(string study, HttpContext http, StudyReads studies) => studies.One(http, study);

    /// <summary>The position that a release names.</summary>
    [WolverineGet("/api/studies/{study}/releases/{release}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [Gives(typeof(Release), Positioned = false)]
    public static Task<IResult> Release(string study, string release, HttpContext http, StudyReads studies) => studies.Release(http, study, release);
}
