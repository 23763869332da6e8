using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Access.Trail;

public static class ReadTrailEndpoint
{
    /// <summary>
    /// Who made and used tokens, was refused, read confidential words and took files out of this study, the newest first. Filters: actor, action,
    /// thing (its id), from and to (times; “to” is exclusive).
    /// </summary>
    [WolverineGet("/api/studies/{study}/trail")]
    [Query("actor", "action", "thing", "fromTime", "toTime", "cursor", "limit")]
    [Needs(Right.Audit)]
    [Gives(typeof(Listing<TrailEntry>))]
    public static Task<IResult> OfStudy(string study, HttpContext http, TrailReads reads) => reads.Many(http, study);

    /// <summary>What belongs to no study: who signed in, failed to, and was refused. Filters as for a study.</summary>
    [WolverineGet("/api/trail")]
    [Query("actor", "action", "thing", "fromTime", "toTime", "cursor", "limit")]
    [NeedsAdministrator]
    [Gives(typeof(Listing<TrailEntry>))]
    public static Task<IResult> OfService(HttpContext http, TrailReads reads) => reads.Many(http, null);
}
