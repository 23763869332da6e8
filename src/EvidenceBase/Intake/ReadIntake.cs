using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Intake;

public static class ReadIntakeEndpoint
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>What the caller – for who manages the study, anybody – handed in through the queue, the latest first, and how far each has come.</summary>
    [WolverineGet("/api/studies/{study}/intake")]
    [Needs(Right.Code)]
    [Gives(typeof(Listing<ReceiptProgress>))]
    public static Task<IResult> Many(string study, HttpContext http, IntakeReads intake, ViewReads reads) =>
        Page(http, study, reads, page => intake.Receipts(study, IntakeReads.Whose(http), page, http.RequestAborted), receipt => receipt.Id);

    /// <summary>One receipt with what became of every line. <c>Prefer: wait=10</c> waits until none is waiting any more.</summary>
    [WolverineGet("/api/studies/{study}/intake/{receipt}")]
    [Needs(Right.Code)]
    [Gives(typeof(ReceiptView))]
    public static async Task<IResult> One(
        string study, string receipt, HttpContext http, IntakeReads intake, ViewReads reads, CommandDesk desk, TimeProvider clock)
    {
        var until = clock.GetUtcNow() + (CommandDesk.Wait(http) ?? TimeSpan.Zero);
        while (true)
        {
            if (!Guid.TryParse(receipt, out var id) || await intake.Receipt(study, IntakeReads.Whose(http), id, http.RequestAborted) is not { } view)
                return Problems.Result(await reads.Absent(study, "receipt", receipt, http.RequestAborted));
            if (view.Waiting > 0 && clock.GetUtcNow() < until)
            {
                await Task.Delay(Step, clock, http.RequestAborted);
                continue;
            }

            await desk.WaitForViews(http);
            return TypedResults.Json(view, RecordJson.Options);
        }
    }

    /// <summary>Lines that failed for a reason that is not theirs, the earliest first. Once the cause is mended they can be replayed.</summary>
    [WolverineGet("/api/studies/{study}/intake/dead-letters")]
    [Needs(Right.Code)]
    [Gives(typeof(Listing<DeadLetterView>))]
    public static Task<IResult> DeadLetters(string study, HttpContext http, IntakeReads intake, ViewReads reads) =>
        Page(http, study, reads, page => intake.DeadLetters(study, IntakeReads.Whose(http), page, http.RequestAborted), letter => letter.Id);

    private static async Task<IResult> Page<T>(HttpContext http, string study, ViewReads reads, Func<ListPage, Task<List<T>>> read, Func<T, Guid> id)
    {
        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return Problems.Result(malformed);
        if (await reads.Identify(study, Kinds.Study, study, http.RequestAborted) is null)
            return Problems.Result(await reads.Absent(study, Kinds.Study, study, http.RequestAborted));
        var items = await read(page!);
        var next = items.Count > page!.Limit ? Cursor.Write(string.Empty, id(items[page.Limit - 1])) : null;
        return TypedResults.Json(new Listing<T>([.. items.Take(page.Limit)], next), RecordJson.Options);
    }
}
