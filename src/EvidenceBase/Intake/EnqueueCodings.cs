using EvidenceBase.Codings;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Http.Limits;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Intake;

public static class EnqueueCodingsEndpoint
{
    private static readonly Problem TooMany = new(
        ProblemKind.Malformed, "too-many-lines", $"The queue takes at most {Acceptance.MostLines} codings at once. Send them in several parts, or all together to codings:batch.");

    /// <summary>
    /// Takes up to 1000 codings into the durable queue, as a JSON array or as NDJSON (<c>application/x-ndjson</c>), and answers before they are
    /// applied: each for itself, none lost, none twice. The receipt tells what becomes of them. Lines that cannot be read, or whose interview or
    /// document is unknown, are refused at once, and then none is taken. Idempotent by Idempotency-Key.
    /// </summary>
    [WolverinePost("/api/studies/{study}/codings:enqueue")]
    [Needs(Right.Code)]
    [TakesUploads]
    [Takes(typeof(IReadOnlyList<ApplyCode>), "application/x-ndjson", "application/jsonl")]
    [Gives(typeof(Receipt), statusCode: StatusCodes.Status202Accepted)]
    public static async Task<IResult> Post(string study, HttpContext http, CommandDesk desk, Acceptance acceptance, IValidator<ApplyCode> validator)
    {
        var (begun, bad) = CommandDesk.Envelope(http, study);
        if (bad is not null)
            return Problems.Result(bad);
        using var digest = desk.Digest(http);
        var lines = await CodingLines.Read(http, validator, digest, Acceptance.MostLines, TooMany);
        if (lines.Unreadable is not null)
            return Problems.Result(lines.Unreadable);
        var envelope = begun! with { Digest = digest.GetHashAndReset() };
        if (lines.Wrong.Count > 0)
            return CodeInBulkEndpoint.Wrong(lines.Wrong);
        var outcome = await acceptance.Accept(envelope, lines.Lines, http.RequestAborted);
        if (outcome.Problem is not null)
            return Problems.Result(outcome.Problem);
        if (outcome.Receipt is not { } receipt)
            return CodeInBulkEndpoint.Wrong(outcome.Wrong);
        if (outcome.Repeated)
            http.Response.Headers["Idempotent-Replayed"] = "true";
        http.Response.Headers.Location = $"/api/studies/{study}/intake/{receipt.Id}";
        return TypedResults.Json(receipt, RecordJson.Options, statusCode: StatusCodes.Status202Accepted);
    }
}
