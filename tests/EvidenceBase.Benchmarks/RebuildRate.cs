using System.Diagnostics;
using EvidenceBase.Audit.Replays;
using EvidenceBase.Platform.Rebuilding;
using Npgsql;

namespace EvidenceBase.Benchmarks;

/// <summary>A full rebuild of everything that is shown, and a replay that is compared with it, against reading the same events once, in order.</summary>
public static class RebuildRate
{
    private const int Claims = 2_000;
    private const int Codings = 100_000;

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        await place.Send("/api/studies", """{"slug":"bench-rebuild","title":"Rebuild"}""");
        await Parallel.ForAsync(0, Claims, new ParallelOptions { MaxDegreeOfParallelism = Workplace.Concurrency }, async (number, _) =>
        {
            await place.Send("/api/studies/bench-rebuild/claims", $$"""{"key":"C{{number}}","kind":"causal","text":"A claim of the benchmark with words enough to look like one."}""");
            await place.Send($"/api/studies/bench-rebuild/claims/C{number}/evidence", """{"stance":"supports","absence":{"searched":"the archive","how":"by hand","found":"nothing"}}""");
        });
        await (await CodedStudy.Open(place, "bench-rebuild-codings")).Code(Codings);
        await place.Settle();
        var (rebuilds, replays) = (new List<(double, double)>(), new List<(double, double)>());
        for (var round = 0; round < 3; round++)
        {
            var (events, reading) = await Read(place.Owner);
            var clock = Stopwatch.StartNew();
            await place.Services.GetRequiredService<RecordRebuild>().Run(CancellationToken.None);
            rebuilds.Add((events / clock.Elapsed.TotalSeconds, events / reading.TotalSeconds));
            (events, reading) = await Read(place.Owner);
            clock.Restart();
            var replayed = await Replay(place, "bench-rebuild") + await Replay(place, "bench-rebuild-codings");
            replays.Add((replayed / clock.Elapsed.TotalSeconds, events / reading.TotalSeconds));
        }

        return
        [
            Ratio.Of("full rebuild (events per second)", "reading the events once", 0.4, rebuilds),
            Ratio.Of("replay and comparison (events per second)", "reading the events once", 0.4, replays),
        ];
    }

    /// <returns>How many events it has folded.</returns>
    internal static async Task<long> Replay(Workplace place, string study)
    {
        var (replays, run) = (place.Services.GetRequiredService<ReplayStore>(), place.Services.GetRequiredService<ReplayRun>());
        var replay = await replays.Request(study, "benchmark", CancellationToken.None);
        for (; !replay.IsOver; replay = (await replays.Find(study, replay.Id, CancellationToken.None))!)
        {
            if (!await run.RunNext(CancellationToken.None))
                await Task.Delay(10);
        }

        return replay.Differences == 0 ? replay.Events : throw new InvalidOperationException($"{study}: {replay.Differences} differences; {replay.Failure}");
    }

    /// <summary>Reads the events in order and does nothing with them.</summary>
    /// <param name="study">Null for those of all.</param>
    internal static async Task<(long Events, TimeSpan Time)> Read(NpgsqlDataSource database, string? study = null)
    {
        var clock = Stopwatch.StartNew();
        await using var command = database.CreateCommand("select seq_id, stream_id, version, type, data::text, timestamp, tenant_id, headers::text, user_name from evidence.mt_events where $1::text is null or tenant_id = $1 order by seq_id");
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = (object?)study ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync();
        long events = 0;
        for (; await reader.ReadAsync(); events++)
            _ = reader.GetString(4);
        return (events, clock.Elapsed);
    }
}
