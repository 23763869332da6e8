using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Wolverine.Http;

namespace EvidenceBase.Audit.Replays;

public static class ReplayStudyEndpoint
{
    private const int GreatestList = 50;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Has the whole history of the study replayed into a shadow, by a role that may read events and nothing else, and compares all that comes of it
    /// with what is shown. The service goes on meanwhile. While a replay of the study is under way, that one is the answer.
    /// </summary>
    [WolverinePost("/api/studies/{study}/audit/replays")]
    [Needs(Right.Audit)]
    [Gives(typeof(ReplayView), statusCode: StatusCodes.Status202Accepted)]
    public static async Task<IResult> Request(string study, HttpContext http, ReplayStore replays, ViewReads reads)
    {
        if (await reads.NoStudy(study, http.RequestAborted) is { } absent)
            return Problems.Result(absent);
        var replay = await replays.Request(study, Caller.Required(http).Name, http.RequestAborted);
        return Accepted(http, replay);
    }

    /// <summary>The replays of the study, the latest first; at most 50.</summary>
    [WolverineGet("/api/studies/{study}/audit/replays")]
    [Needs(Right.Audit)]
    [Gives(typeof(Listing<ReplayView>))]
    public static async Task<IResult> Many(string study, HttpContext http, ReplayStore replays) =>
        TypedResults.Json(new Listing<ReplayView>(await replays.Of(study, GreatestList, http.RequestAborted), null), RecordJson.Options);

    /// <summary>How far a replay has come, and how many differences it has found.</summary>
    [WolverineGet("/api/studies/{study}/audit/replays/{replay}")]
    [Needs(Right.Audit)]
    [Gives(typeof(ReplayView))]
    public static async Task<IResult> One(string study, string replay, HttpContext http, ReplayStore replays) =>
        await Find(study, replay, http, replays) is { } found ? TypedResults.Json(found, RecordJson.Options) : NoSuchReplay(replay);

    /// <summary>What a replay that is done has found, by cursor.</summary>
    [WolverineGet("/api/studies/{study}/audit/replays/{replay}/differences")]
    [Query("cursor", "limit")]
    [Needs(Right.Audit)]
    [Gives(typeof(Listing<ReplayDifference>))]
    public static async Task<IResult> Differences(string study, string replay, HttpContext http, ReplayStore replays, ReplayFindings findings)
    {
        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return Problems.Result(malformed);
        if (await Find(study, replay, http, replays) is not { } found)
            return NoSuchReplay(replay);
        long after = 0;
        if (page!.After is { } last && !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problems.Result(Cursor.Foreign);
        var differences = await findings.Read(found.Id, after, page.Limit + 1, http.RequestAborted);
        var next = differences.Count > page.Limit ? Cursor.Write(differences[page.Limit - 1].Number.ToString(CultureInfo.InvariantCulture), Guid.Empty) : null;
        return TypedResults.Json(new Listing<ReplayDifference>([.. differences.Take(page.Limit).Select(one => one.Difference)], next), RecordJson.Options);
    }

    /// <summary>The same as it comes: server-sent events, <c>progress</c> until one is <c>over</c>.</summary>
    [WolverineGet("/api/studies/{study}/audit/replays/{replay}/events")]
    [Needs(Right.Audit)]
    [DisableRequestTimeout]
    [Gives(typeof(ReplayView), "text/event-stream")]
    public static async Task<IResult> Events(string study, string replay, HttpContext http, ReplayStore replays) =>
        await Find(study, replay, http, replays) is { } found
            ? TypedResults.ServerSentEvents(Follow(found, replays, http.RequestAborted))
            : NoSuchReplay(replay);

    /// <summary>Cancels a replay that is under way; one that is over stays as it is.</summary>
    [WolverineDelete("/api/studies/{study}/audit/replays/{replay}")]
    [Needs(Right.Audit)]
    [Gives(typeof(ReplayView))]
    public static async Task<IResult> Cancel(string study, string replay, HttpContext http, ReplayStore replays)
    {
        if (await Find(study, replay, http, replays) is not { } found)
            return NoSuchReplay(replay);
        await replays.Cancel(found.Id, http.RequestAborted);
        return TypedResults.Json(await replays.Find(study, found.Id, http.RequestAborted), RecordJson.Options);
    }

    /// <summary>
    /// Has a replay that was cancelled, or failed, go on under its own address. Nothing half-compared was kept: it reads the study again. What was
    /// broken off by the end of the service goes on by itself.
    /// </summary>
    [WolverinePost("/api/studies/{study}/audit/replays/{replay}/resumption")]
    [Needs(Right.Audit)]
    [Gives(typeof(ReplayView), statusCode: StatusCodes.Status202Accepted)]
    public static async Task<IResult> Resume(string study, string replay, HttpContext http, ReplayStore replays)
    {
        if (await Find(study, replay, http, replays) is not { } found)
            return NoSuchReplay(replay);
        return await replays.Resume(study, found.Id, http.RequestAborted) is { } problem
            ? Problems.Result(problem)
            : Accepted(http, (await replays.Find(study, found.Id, http.RequestAborted))!);
    }

    private static JsonHttpResult<ReplayView> Accepted(HttpContext http, ReplayView replay)
    {
        http.Response.Headers.Location = $"/api/studies/{replay.Study}/audit/replays/{replay.Id}";
        return TypedResults.Json(replay, RecordJson.Options, statusCode: StatusCodes.Status202Accepted);
    }

    private static async IAsyncEnumerable<SseItem<ReplayView>> Follow(ReplayView replay, ReplayStore replays, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (ReplayView? told = null; ; await Task.Delay(Look, cancellation))
        {
            if (replay != told)
                yield return new(told = replay, replay.IsOver ? "over" : "progress");
            if (replay.IsOver || await replays.Find(replay.Study, replay.Id, cancellation) is not { } now)
                yield break;
            replay = now;
        }
    }

    private static Task<ReplayView?> Find(string study, string replay, HttpContext http, ReplayStore replays) =>
        Guid.TryParse(replay, out var id) ? replays.Find(study, id, http.RequestAborted) : Task.FromResult<ReplayView?>(null);

    private static IResult NoSuchReplay(string replay) => Problems.Result(new Problem(ProblemKind.NotFound, "not-found", $"There is no replay “{replay}” of this study."));
}
