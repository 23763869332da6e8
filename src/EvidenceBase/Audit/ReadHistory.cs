using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Studies;
using Wolverine.Http;

namespace EvidenceBase.Audit;

public static class ReadHistoryEndpoint
{
    /// <summary>The record of a study in order: who did what, when, and why. Filters: about, actor, type, from, to.</summary>
    [WolverineGet("/api/studies/{study}/history")]
    [Query("about", "actor", "type", "from", "to", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<HistoryEntry>))]
    public static async Task<IResult> OfStudy(string study, HttpContext http, History history)
    {
        var about = http.Request.Query["about"].ToString();
        return about.Length == 0
            ? await history.Read(http, study, null)
            : about.Split(':', 2) is [var kind, var name]
                ? await OfThing(study, kind, name, http, history)
                : Guid.TryParse(about, out var id)
                    ? await history.Read(http, study, id)
                    : Problems.Result(new Problem(
                        ProblemKind.Malformed, "malformed-about", "“about” is a Guid, or a kind and a key such as claim:C12 or interview:JS 036.", "about"));
    }

    /// <summary>Everything that happened to one thing, and everything that named it.</summary>
    [WolverineGet("/api/studies/{study}/{things}/{name}/history")]
    [Query("actor", "type", "from", "to", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<HistoryEntry>))]
    public static Task<IResult> OfThing(string study, string things, string name, HttpContext http, History history) =>
        history.ReadAbout(http, study, ThingPaths.KindOf(things), name);
}
