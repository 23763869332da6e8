using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Http.Limits;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Microsoft.AspNetCore.Http.Timeouts;
using Wolverine.Http;

namespace EvidenceBase.Codings;

public static class CodeInBulkEndpoint
{
    /// <summary>The first so many wrong lines are told.</summary>
    public const int MostTold = 100;

    /// <summary>
    /// Takes codings in bulk, all or none: up to 50 000 as a JSON array, up to 1 000 000 as NDJSON (<c>application/x-ndjson</c>), which are taken
    /// as they arrive, in as many bytes as an upload may have. Where lines are wrong, the problem counts them and lists the first hundred. Idempotent by Idempotency-Key, under which
    /// <c>GET …/codings:batch/{key}</c> tells the progress. Above 50 000 the ids are not listed, and a code or document that is changed while the batch
    /// arrives refuses it (409).
    /// </summary>
    [WolverinePost("/api/studies/{study}/codings:batch")]
    [Needs(Right.Code)]
    [TakesUploads]
    [DisableRequestTimeout]
    [Takes(typeof(IReadOnlyList<ApplyCode>), "application/x-ndjson", "application/jsonl")]
    [Gives(typeof(BatchAnswer), statusCode: StatusCodes.Status201Created)]
    public static Task<IResult> Post(
        string study, HttpContext http, CommandDesk desk, CodingBatch batch, LargeBatch large, BatchProgress progress, IValidator<ApplyCode> validator) =>
        CodingLines.IsLined(http.Request.ContentType)
            ? Lined(study, http, desk, batch, large, progress, validator)
            : Listed(study, http, desk, batch, validator);

    private static async Task<IResult> Listed(string study, HttpContext http, CommandDesk desk, CodingBatch batch, IValidator<ApplyCode> validator)
    {
        var bytes = await RequestBody.Bytes(http);
        var lines = CodingLines.Read(bytes, validator, CodingLines.Most, CodingLines.TooMany(CodingLines.Most));
        var (envelope, bad) = desk.Envelope(http, study, bytes);
        if ((lines.Unreadable ?? bad) is { } problem)
            return Problems.Result(problem);
        return await Small(envelope!, lines, http, desk, batch);
    }

    private static async Task<IResult> Lined(
        string study, HttpContext http, CommandDesk desk, CodingBatch batch, LargeBatch large, BatchProgress progress, IValidator<ApplyCode> validator)
    {
        var (envelope, bad) = CommandDesk.Envelope(http, study);
        if (bad is not null)
            return Problems.Result(bad);
        using var standing = progress.Begin(study, envelope!.Actor, envelope.IdempotencyKey);
        using var digest = desk.Digest(http);
        var lines = new CodingStream(http.Request.BodyReader, validator, digest, CodingStream.MostLines, CodingLines.TooMany(CodingStream.MostLines));
        await using var arriving = lines.Read(http.RequestAborted).GetAsyncEnumerator(http.RequestAborted);
        var first = new Queue<CodingPortion>();
        for (var held = 0; held <= CodingLines.Most; held += arriving.Current.Lines.Count + arriving.Current.Wrong.Count)
        {
            if (!await arriving.MoveNextAsync())
            {
                return lines.Unreadable is { } unreadable
                    ? Problems.Result(unreadable)
                    : await Small(Complete(), new([.. first.SelectMany(one => one.Lines)], [.. first.SelectMany(one => one.Wrong)], null), http, desk, batch);
            }

            first.Enqueue(arriving.Current);
        }

        var outcome = await large.Execute(envelope, lines, Portions(first, arriving), Complete, standing, http.RequestAborted);
        if (outcome.Problem is not null)
            return Problems.Result(outcome.Problem);
        return outcome.Answer is null
            ? Wrong(outcome.Wrong.Count, outcome.Wrong.Told)
            : await Accepted(outcome.Answer, outcome.Repeated, http, desk);

        CommandEnvelope Complete() => envelope with { Digest = digest.GetHashAndReset() };
    }

    /// <summary>Those that were read to see how many there are, then the rest.</summary>
    private static async IAsyncEnumerable<CodingPortion> Portions(Queue<CodingPortion> first, IAsyncEnumerator<CodingPortion> rest)
    {
        while (first.TryDequeue(out var portion))
            yield return portion;
        while (await rest.MoveNextAsync())
            yield return rest.Current;
    }

    private static async Task<IResult> Small(CommandEnvelope envelope, CodingLines lines, HttpContext http, CommandDesk desk, CodingBatch batch)
    {
        if (lines.Wrong.Count > 0)
            return Wrong(lines.Wrong);
        var outcome = await batch.Execute(envelope, lines.Lines, http.RequestAborted);
        if (outcome.Problem is not null)
            return Problems.Result(outcome.Problem);
        return outcome.Answer is null ? Wrong(outcome.Wrong) : await Accepted(outcome.Answer, outcome.Repeated, http, desk);
    }

    private static async Task<IResult> Accepted(BatchAnswer answer, bool repeated, HttpContext http, CommandDesk desk)
    {
        if (repeated)
            http.Response.Headers["Idempotent-Replayed"] = "true";
        await desk.WaitForViews(http);
        return TypedResults.Json(answer, RecordJson.Options, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>The problem that tells which lines are wrong.</summary>
    internal static IResult Wrong(IReadOnlyList<LineProblem> wrong) =>
        Wrong(wrong.Select(one => one.Line).Distinct().Count(), wrong.OrderBy(one => one.Line).Take(MostTold));

    private static IResult Wrong(int lines, IEnumerable<LineProblem> told)
    {
        var details = Problems.Details(Problem.Unprocessable(
            "wrong-lines", $"{(lines == 1 ? "One line is" : $"{lines} lines are")} wrong; “lines” tells the first {MostTold} of them. Nothing was written."));
        details.Extensions["wrong"] = lines;
        details.Extensions["lines"] = told.ToArray();
        return Problems.Result(details);
    }
}
