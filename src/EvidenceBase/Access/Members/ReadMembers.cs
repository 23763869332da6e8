using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using Wolverine.Http;

namespace EvidenceBase.Access.Members;

/// <summary>What the caller is in a study.</summary>
/// <param name="Rights">What they may do in it, with the token they came with where they came with one.</param>
public sealed record OwnMembership(string Principal, IReadOnlyList<Right> Rights);

public static class ReadMembersEndpoint
{
    /// <summary>The members of a study and their roles, now or as of a moment.</summary>
    [WolverineGet("/api/studies/{study}/members")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<Member>), Positioned = false)]
    public static async Task<IResult> Many(string study, HttpContext http, ViewReads views)
    {
        var (view, problem) = await views.Find(study, Kinds.Study, study, ViewReads.AsOf(http), http.RequestAborted);
        if (problem is not null)
            return Problems.Result(problem);
        var members = JsonSerializer.Deserialize<StudyView>(view!.Json, RecordJson.Options)!.Members;
        return TypedResults.Json(new Listing<Member>(members, null), RecordJson.Options);
    }

    /// <summary>Who the caller is in a study and what they may do in it.</summary>
    [WolverineGet("/api/studies/{study}/membership")]
    [Needs(Right.Read)]
    [OpenToBlind]
    [Gives(typeof(OwnMembership))]
    public static IResult Own(string study, HttpContext http) => TypedResults.Json(
        new OwnMembership(Caller.Required(http).Name, [.. Enum.GetValues<Right>().Where(right => GrantedRights.Include(http, right))]), RecordJson.Options);
}
