using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Intake;

public static class ReadIntakeEndpoint
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// What the caller – for who manages the study, anybody – handed in through the queue, the latest first, and how far each has come.
    /// <c>Prefer: wait=10</c> waits until nothing of it is waiting any more.
    /// </summary>
    [WolverineGet("/api/studies/{study}/intake")]
    [Query("cursor", "limit")]
    [Needs(Right.Code)]
    [Gives(typeof(Listing<ReceiptProgress>))]
    public static Task<IResult> Many(string study, HttpContext http, IntakeReads intake, ViewReads reads, CommandDesk desk, TimeProvider clock) =>
        Page(http, study, reads, receipt => receipt.Id, page => Settled(
            http,
            clock,
            desk,
            () => intake.Receipts(study, IntakeReads.Whose(http), page, http.RequestAborted),
            receipts => receipts.All(receipt => receipt.Waiting == 0)));

    /// <summary>One receipt with what became of every line. <c>Prefer: wait=10</c> waits until none is waiting any more.</summary>
    [WolverineGet("/api/studies/{study}/intake/{receipt}")]
    [Needs(Right.Code)]
    [Gives(typeof(ReceiptView))]
    public static async Task<IResult> One(
        string study, string receipt, HttpContext http, IntakeReads intake, ViewReads reads, CommandDesk desk, TimeProvider clock)
    {
        var view = Guid.TryParse(receipt, out var id)
            ? await Settled(
                http, clock, desk, () => intake.Receipt(study, IntakeReads.Whose(http), id, http.RequestAborted), found => found is not { Waiting: > 0 })
            : null;
        return view is null
            ? Problems.Result(await reads.Absent(study, "receipt", receipt, http.RequestAborted))
            : TypedResults.Json(view, RecordJson.Options);
    }

    /// <summary>Lines that failed for a reason that is not theirs, the earliest first. Once the cause is mended they can be replayed.</summary>
    [WolverineGet("/api/studies/{study}/intake/dead-letters")]
    [Query("cursor", "limit")]
    [Needs(Right.Code)]
    [Gives(typeof(Listing<DeadLetterView>))]
    public static Task<IResult> DeadLetters(string study, HttpContext http, IntakeReads intake, ViewReads reads) =>
        Page(http, study, reads, letter => letter.Id, page => intake.DeadLetters(study, IntakeReads.Whose(http), page, http.RequestAborted));

    private static async Task<IResult> Page<T>(HttpContext http, string study, ViewReads reads, Func<T, Guid> id, Func<ListPage, Task<List<T>>> read)
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

    /// <summary>Reads again and again, as long as the caller wants to wait, until all is settled and the views show it.</summary>
    private static async Task<T> Settled<T>(HttpContext http, TimeProvider clock, CommandDesk desk, Func<Task<T>> read, Func<T, bool> isSettled)
    {
        var until = clock.GetUtcNow() + (CommandDesk.Wait(http) ?? TimeSpan.Zero);
        var found = await read();
        while (!isSettled(found) && clock.GetUtcNow() < until)
        {
            await Task.Delay(Step, clock, http.RequestAborted);
            found = await read();
        }

        await desk.WaitForViews(http);
        return found;
    }
}
