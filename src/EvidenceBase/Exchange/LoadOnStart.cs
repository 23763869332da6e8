using System.Diagnostics;
using EvidenceBase.Access.Accounts;
using EvidenceBase.Platform.Http;

namespace EvidenceBase.Exchange;

/// <summary>
/// Loads the bundle that the configuration names (<c>EvidenceBase:Bundle</c>, a folder) as soon as the service answers. What is loaded
/// already is passed over; a load that was broken off goes on where it stopped.
/// </summary>
internal sealed class LoadOnStart(
    StudyLoader loader, IConfiguration configuration, LocalOwner owner, AccountDirectory accounts, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan LooksForTheOwnerEvery = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["EvidenceBase:Bundle"] is not { Length: > 0 } folder)
            return;
        var started = new TaskCompletionSource();
        await using var _ = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        var console = new ConsoleProgress(Console.Out, terminal: !Console.IsOutputRedirected);
        try
        {
            await UntilTheOwnerHasAnAccount(console, stoppingToken);
            var watch = Stopwatch.StartNew();
            Say(console, await loader.Load(folder, console.Report, stoppingToken), watch.Elapsed);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            console.Say("Loading was broken off; it goes on at the next start.");
        }
    }

    /// <summary>A name that is nobody's yet must own nothing: whoever took it would own that.</summary>
    private async Task UntilTheOwnerHasAnAccount(ConsoleProgress console, CancellationToken cancellation)
    {
        if (await accounts.IsActive(owner.Name, cancellation))
            return;
        console.Say($"The bundle is loaded as soon as its owner “{owner.Name}” has an account.");
        using var timer = new PeriodicTimer(LooksForTheOwnerEvery);
        while (await timer.WaitForNextTickAsync(cancellation) && !await accounts.IsActive(owner.Name, cancellation))
        {
        }
    }

    private static void Say(ConsoleProgress console, LoadOutcome outcome, TimeSpan time)
    {
        if (outcome.Problem is { } problem)
            console.Say(problem);
        else if (outcome.Sent > 0)
            console.Say($"Loaded {outcome.Study}: {outcome.Sent} commands in {time.TotalSeconds:0} s.");
        if (outcome.Changed.Count > 0)
        {
            console.Say($"The bundle differs from what was loaded of {outcome.Study}; the record was left as it is. "
                + $"Different in {outcome.Changed.Count} places: {string.Join(", ", outcome.Changed.Take(10))}");
        }
    }
}
