using System.Globalization;
using EvidenceBase.Platform.Rebuilding;

namespace EvidenceBase.Audit.Replays;

/// <summary>
/// <c>replay [--study SLUG]</c>: replays a study, or all, without a running service. Ends with 0 where everything that is shown follows from
/// the events, with 3 where something does not, with 2 where it cannot be told.
/// </summary>
internal static class ReplayCommand
{
    private const int AsItShould = 0;
    private const int Untold = 2;
    private const int Different = 3;
    private const int FindingsAtOnce = 1000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static async Task<int> Run(IServiceProvider services, string[] arguments, TextWriter output, TextWriter errors)
    {
        var all = await services.GetRequiredService<RecordRebuild>().Studies(CancellationToken.None);
        IReadOnlyList<string>? studies = arguments switch
        {
            [] => all,
            ["--study", var one] => [one],
            _ => null,
        };
        if (studies is null)
        {
            await errors.WriteLineAsync("Usage: replay [--study SLUG]");
            return Untold;
        }

        if (studies.Except(all).FirstOrDefault() is { } unknown)
        {
            await errors.WriteLineAsync($"There is no study “{unknown}”. There are: {string.Join(", ", all)}");
            return Untold;
        }

        var results = new List<int>();
        foreach (var study in studies)
            results.Add(await Replay(services, study, output, errors));
        return results.Append(AsItShould).Max();
    }

    private static async Task<int> Replay(IServiceProvider services, string study, TextWriter output, TextWriter errors)
    {
        var (replays, run) = (services.GetRequiredService<ReplayStore>(), services.GetRequiredService<ReplayRun>());
        var replay = await replays.Request(study, "command line", CancellationToken.None);
        while (!replay.IsOver)
        {
            var running = run.RunNext(CancellationToken.None);
            while (await Task.WhenAny(running, Task.Delay(Look)) != running)
                await Tell((await replays.Find(study, replay.Id, CancellationToken.None))!, output);

            // Where a service on the same database has the turn, it does the work.
            if (!await running)
                await Task.Delay(Look);
            replay = (await replays.Find(study, replay.Id, CancellationToken.None))!;
        }

        await Tell(replay, output);
        if (replay.State != ReplayState.Done)
        {
            await errors.WriteLineAsync($"{study}: {replay.Failure ?? "the replay was cancelled."}");
            return Untold;
        }

        await TellFindings(services.GetRequiredService<ReplayFindings>(), replay.Id, output);
        return replay.Differences == 0 ? AsItShould : Different;
    }

    private static async Task TellFindings(ReplayFindings findings, Guid replay, TextWriter output)
    {
        for (long after = 0; ;)
        {
            var page = await findings.Read(replay, after, FindingsAtOnce, CancellationToken.None);
            foreach (var (number, one) in page)
            {
                after = number;
                await output.WriteLineAsync($"  {ReplayStore.Word(one.Difference),-8} {one.Table,-15} {one.Kind} {one.Key} {one.Id} {one.Path}".TrimEnd());
            }

            if (page.Count < FindingsAtOnce)
                return;
        }
    }

    private static Task Tell(ReplayView replay, TextWriter output)
    {
        var left = replay.SecondsRemaining is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", {seconds} s left") : null;
        var found = replay.Differences is { } differences
            ? string.Create(CultureInfo.InvariantCulture, $"; {replay.Views} views at position {replay.Position}; {differences} differences")
            : null;
        return output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{replay.Study}: {ReplayStore.Word(replay.State)}, {replay.Percent} %, {replay.Events} of {replay.Total} events, {replay.EventsPerSecond ?? 0} a second{left}{found}"));
    }
}
