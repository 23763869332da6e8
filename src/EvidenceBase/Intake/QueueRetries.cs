using EvidenceBase.Platform.Store;
using Npgsql;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace EvidenceBase.Intake;

/// <summary>
/// What is tried again. A database that is away is waited for, as long as it takes: nothing else could be done, the message rests in the inbox.
/// What may pass by itself is tried again with growing pauses; what has not passed by then, and everything else, goes to the dead letters.
/// </summary>
internal static class QueueRetries
{
    private static readonly TimeSpan[] InPlace = [Milliseconds(50), Milliseconds(250), Milliseconds(1000), Milliseconds(4000), Milliseconds(15_000)];
    private static readonly TimeSpan[] Later = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    public static void Configure(HandlerChain chain)
    {
        chain.OnException(DatabaseAbsence.IsCauseOf).RetryWithCooldown(InPlace).Then.CustomActionIndefinitely(
            async (wolverine, message, _) =>
            {
                await Task.Delay(InPlace[^1], wolverine.Cancellation);
                await message.RetryExecutionNowAsync();
            },
            "wait for the database");
        chain.OnException(MayPass).RetryWithCooldown(InPlace).Then.ScheduleRetry(Later);
    }

    internal static bool MayPass(Exception exception) =>
        DatabaseAbsence.Causes(exception).Any(cause => cause is NpgsqlException { IsTransient: true } or TimeoutException or RaceLostException);

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
