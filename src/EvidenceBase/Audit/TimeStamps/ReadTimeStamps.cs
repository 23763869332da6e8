using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Audit.TimeStamps;

public static class ReadTimeStampsEndpoint
{
    /// <summary>The checkpoints of the study's log that a time-stamping authority has stamped, the latest first.</summary>
    [WolverineGet("/api/studies/{study}/audit/timestamps")]
    [Query("cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<StampedCheckpoint>))]
    public static async Task<IResult> Many(string study, HttpContext http, TimeStampStore stamps, ViewReads views)
    {
        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return Problems.Result(malformed);
        var before = long.MaxValue;
        if (page!.After is { } last && !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Problems.Result(Cursor.Foreign);
        if (await views.NoStudy(study, http.RequestAborted) is { } absent)
            return Problems.Result(absent);
        var stamped = await stamps.Read(study, before, page.Limit + 1, http.RequestAborted);
        var next = stamped.Count > page.Limit ? Cursor.Write(stamped[page.Limit - 1].Size.ToString(CultureInfo.InvariantCulture), Guid.Empty) : null;
        return TypedResults.Json(new Listing<StampedCheckpoint>([.. stamped.Take(page.Limit)], next), RecordJson.Options);
    }
}
