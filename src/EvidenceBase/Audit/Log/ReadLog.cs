using System.Globalization;
using System.Net.Mime;
using System.Text;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;
using Wolverine.Http;

namespace EvidenceBase.Audit.Log;

/// <summary>The transparency log of a study over HTTP; checkpoint, tiles and entries where C2SP tlog-tiles has them.</summary>
public static class ReadLogEndpoint
{
    internal const string PlainText = "text/plain; charset=utf-8";

    /// <summary>How far the history is proven, and by which keys.</summary>
    [WolverineGet("/api/studies/{study}/audit/log")]
    [Needs(Right.Read)]
    [Gives(typeof(LogStatus))]
    public static async Task<IResult> Status(string study, HttpContext http, LogReads log) =>
        await log.Absent(study, http.RequestAborted) is { } absent ? Problems.Result(absent) : TypedResults.Json(await log.Status(study, http.RequestAborted), RecordJson.Options);

    /// <summary>The latest signed checkpoint; with <c>?release=</c> the one that a release is pinned to, with <c>?size=</c> the one signed at that size.</summary>
    [WolverineGet("/api/studies/{study}/audit/checkpoint")]
    [Query("release", "size")]
    [Needs(Right.Read)]
    [Gives(typeof(string), "text/plain")]
    public static async Task<IResult> LatestCheckpoint(string study, HttpContext http, LogReads log, Moments moments)
    {
        var (size, malformed) = await Size(http, study, moments);
        if (malformed is not null)
            return Problems.Result(malformed);
        if (await log.Head(study, size, http.RequestAborted) is not { } head)
            return Problems.Result(await log.Absent(study, http.RequestAborted) ?? new(ProblemKind.NotFound, "not-yet-proven", "There is no such checkpoint (yet)."));
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(head.Note.ToString(), PlainText, Encoding.UTF8);
    }

    /// <summary>The proof that the event at a position is in the log (C2SP tlog-proof): a file that can be checked by itself.</summary>
    [WolverineGet("/api/studies/{study}/audit/proofs/{position}")]
    [Query("release", "size")]
    [Needs(Right.Read)]
    [Gives(typeof(string), "text/plain")]
    public static async Task<IResult> Proof(string study, string position, HttpContext http, LogReads log, Moments moments)
    {
        if (Whole(position) is not (>= 1 and var number))
            return Problems.Result(new Problem(ProblemKind.Malformed, "malformed-position", $"“{position}” is no position; the first is 1."));
        var (size, malformed) = await Size(http, study, moments);
        if (malformed is not null)
            return Problems.Result(malformed);
        if (await log.Absent(study, http.RequestAborted) is { } absent)
            return Problems.Result(absent);
        var (proof, problem) = await log.Prove(study, number, size, http.RequestAborted);
        return problem is not null
            ? Problems.Result(problem)
            : TypedResults.File(Encoding.UTF8.GetBytes(proof!.ToString()), PlainText, $"{study}-{number}{LogProof.FileExtension}");
    }

    /// <summary>The hashes that prove that the log at size <c>from</c> is the beginning of the log at size <c>to</c> (the latest where it is left out).</summary>
    [WolverineGet("/api/studies/{study}/audit/consistency")]
    [Query("fromSize", "toSize")]
    [Needs(Right.Read)]
    [Gives(typeof(ConsistencyProof))]
    public static async Task<IResult> Consistency(string study, HttpContext http, LogReads log)
    {
        var (from, to) = (http.Request.Query["from"].ToString(), http.Request.Query["to"].ToString());
        long? newer = null;
        if (Whole(from) is not { } older || (to.Length > 0 && (newer = Whole(to)) is null))
            return Problems.Result(new Problem(ProblemKind.Malformed, "malformed-size", "“from” and “to” are sizes of the log: whole numbers, “from” at least 1.", "from"));
        if (await log.Absent(study, http.RequestAborted) is { } absent)
            return Problems.Result(absent);
        var (proof, problem) = await log.Consistency(study, older, newer, http.RequestAborted);
        return problem is null ? TypedResults.Json(proof, RecordJson.Options) : Problems.Result(problem);
    }

    /// <summary>Hashes of the tree: <c>tile/0/x001/x234/067</c>, one that was not full yet with <c>.p/17</c> behind it.</summary>
    [WolverineGet("/api/studies/{study}/audit/tile/{level}/{**number}")]
    [Needs(Right.Read)]
    [Gives(typeof(byte[]), MediaTypeNames.Application.Octet)]
    public static async Task<IResult> Tile(string study, string level, string number, HttpContext http, LogReads log)
    {
        var tile = TilePath.TryParseNumber(number, out var parsed, out var width) && Whole(level) is { } parsedLevel and <= TilePath.MaximumLevel
            ? await log.ReadTile(study, new((int)parsedLevel, parsed, width), http.RequestAborted)
            : null;
        return Kept(http, tile, MediaTypeNames.Application.Octet, width == TilePath.FullWidth ? "private, max-age=31536000, immutable" : "no-cache");
    }

    /// <summary>The entries below a tile of level 0, each led by its length in two bytes. Made from the event table as it is now.</summary>
    [WolverineGet("/api/studies/{study}/audit/tile/entries/{**number}")]
    [Needs(Right.Read)]
    [Gives(typeof(byte[]), MediaTypeNames.Application.Octet)]
    public static async Task<IResult> Entries(string study, string number, HttpContext http, LogReads log) =>
        Kept(http, await Events(study, number, http, log) is { } events ? LogReads.Bundle(events) : null, MediaTypeNames.Application.Octet, "no-cache");

    /// <summary>The contents of the same events with their salts, a JSON object a line. Made from the event table as it is now.</summary>
    [WolverineGet("/api/studies/{study}/audit/payloads/{**number}")]
    [Needs(Right.Read)]
    [Gives(typeof(string), "application/x-ndjson")]
    public static async Task<IResult> Payloads(string study, string number, HttpContext http, LogReads log, AccessTrail trail)
    {
        var events = await Events(study, number, http, log);
        if (events is not null)
            await trail.Record(http, TrailAction.Exported, study, new("payloads", null, number));
        return Kept(http, events is null ? null : LogReads.Payloads(events), "application/x-ndjson", "no-store");
    }

    private static async Task<IReadOnlyList<LoggedEvent?>?> Events(string study, string number, HttpContext http, LogReads log) =>
        TilePath.TryParseNumber(number, out var parsed, out var width) ? await log.Events(study, parsed, width, http.RequestAborted) : null;

    /// <param name="caching">
    /// Only full tiles never change. What is made from the event table must come from there each time, or a copy would hide what was changed in it;
    /// contents and salts are kept by nobody on the way.
    /// </param>
    private static IResult Kept(HttpContext http, byte[]? content, string contentType, string caching)
    {
        if (content is null)
            return Problems.Result(new Problem(ProblemKind.NotFound, "not-found", "The log has no such tile or bundle: not of this study, not of this number, or not as wide (yet)."));
        http.Response.Headers.CacheControl = caching;
        return TypedResults.Bytes(content, contentType);
    }

    private static async Task<(long? Size, Problem? Problem)> Size(HttpContext http, string study, Moments moments)
    {
        if (http.Request.Query["release"] is [{ Length: > 0 } release])
        {
            var (position, problem) = await moments.Resolve(study, release, http.RequestAborted);
            return (position?.Number, problem is null ? null : problem with { Field = "release" });
        }

        if (http.Request.Query["size"].ToString() is not { Length: > 0 } text)
            return (null, null);
        return Whole(text) is { } size ? (size, null) : (null, new(ProblemKind.Malformed, "malformed-size", $"“{text}” is no size of the log.", "size"));
    }

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <param name="Hashes">In base64, as RFC 6962, section 2.1.2, orders them.</param>
public sealed record ConsistencyProof(long From, long To, IReadOnlyList<string> Hashes);
