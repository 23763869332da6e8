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
    /// Takes up to 50 000 codings, as a JSON array or as NDJSON (<c>application/x-ndjson</c>), all or none. Where lines are wrong, the problem
    /// lists the first hundred. Idempotent by Idempotency-Key.
    /// </summary>
    [WolverinePost("/api/studies/{study}/codings:batch")]
    [Needs(Right.Code)]
    [TakesUploads]
    [DisableRequestTimeout]
    [Takes(typeof(IReadOnlyList<ApplyCode>), "application/x-ndjson", "application/jsonl")]
    [Gives(typeof(BatchAnswer), statusCode: StatusCodes.Status201Created)]
    public static async Task<IResult> Post(string study, HttpContext http, CommandDesk desk, CodingBatch batch, IValidator<ApplyCode> validator)
    {
        using var body = new MemoryStream((int)Math.Clamp(http.Request.ContentLength ?? 0, 0, 1 << 26));
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var bytes = body.ToArray();
        var lines = CodingLines.Read(http.Request.ContentType, bytes, validator);
        if (lines.Unreadable is not null)
            return Problems.Result(lines.Unreadable);
        var (envelope, bad) = desk.Envelope(http, study, bytes);
        if (bad is not null)
            return Problems.Result(bad);
        if (lines.Wrong.Count > 0)
            return Wrong(lines.Wrong);
        var outcome = await batch.Execute(envelope!, lines.Lines, http.RequestAborted);
        if (outcome.Problem is not null)
            return Problems.Result(outcome.Problem);
        if (outcome.Answer is null)
            return Wrong(outcome.Wrong);
        if (outcome.Repeated)
            http.Response.Headers["Idempotent-Replayed"] = "true";
        await desk.WaitForViews(http);
        return TypedResults.Json(outcome.Answer, RecordJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Wrong(IReadOnlyList<LineProblem> wrong)
    {
        var lines = wrong.Select(one => one.Line).Distinct().Count();
        var details = Problems.Details(Problem.Unprocessable(
            "wrong-lines", $"{(lines == 1 ? "One line is" : $"{lines} lines are")} wrong; “lines” tells the first {MostTold} of them. Nothing was written."));
        details.Extensions["wrong"] = lines;
        details.Extensions["lines"] = wrong.OrderBy(one => one.Line).Take(MostTold).ToArray();
        return Problems.Result(details);
    }
}
