using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using EvidenceBase.Audit.Replays;
using EvidenceBase.Platform.Rebuilding;
using Npgsql;

namespace EvidenceBase.Benchmarks;

/// <summary>
/// A study with a million events: how fast it is built and replayed, and how long a step takes as of a random moment. The events are written
/// straight into the event table, as copies of one that the service has written; everything that is shown of them is built by the rebuild.
/// </summary>
public static class LongHistory
{
    private const int Codings = 1_000_000;
    private const int Steps = 20;
    private const int Moments = 60;

    /// <summary>At which all steps are there.</summary>
    private const int FirstMoment = 1_500;
    private static readonly TimeSpan Aim = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        var study = await StepViewReads.Fill(place, "bench-history", codings: 1_000);
        await place.Settle();

        // No service runs meanwhile: it would begin to apply one by one what the rebuild is to apply at once.
        await place.Restart(() => Write(place, study.Slug));
        var rebuild = place.Services.GetRequiredService<RecordRebuild>();
        var (first, again, replays) = (new List<(double, double)>(), new List<(double, double)>(), new List<(double, double)>());
        foreach (var rounds in new[] { first, again })
        {
            var reading = await ReadingRate(place, study.Slug);
            rounds.Add((await Rate(() => rebuild.Run(study.Slug, CancellationToken.None)), reading));
            await Vacuum(place);
        }

        var putting = await PuttingRate(place);
        var memory = Environment.WorkingSet / (1024 * 1024);
        var readingBeside = await ReadingRate(place, study.Slug);
        replays.Add((await Rate(() => RebuildRate.Replay(place, study.Slug)), readingBeside));
        var (median, slowest) = await AsOf(place, study);
        return
        [
            Ratio.Of("a million events built, all of it swapped in (events per second)", "reading the events once", 0.4, first),
            Ratio.Of("the same", "putting the same rows into empty tables with the same indexes", 0.4, [(first[0].Item1, putting)]),
            Ratio.Of("the same, nothing of it differing (events per second)", "reading the events once", 0.4, again, $"working set {memory} MB"),
            Ratio.Of("a million events replayed and compared (events per second)", "reading the events once", 0.4, replays),
            Ratio.Of(
                "a second", "the slowest of 60 steps as of random moments", 1, [(Aim.TotalSeconds, slowest.TotalSeconds)],
                string.Create(CultureInfo.InvariantCulture, $"median {median.TotalMilliseconds:0} ms, slowest {slowest.TotalMilliseconds:0} ms")),
        ];
    }

    private static async Task Write(Workplace place, string study)
    {
        await using var command = place.Owner.CreateCommand(
            """
            with original as (
                select * from evidence.mt_events where tenant_id = $1 and type = 'segment_coded' order by seq_id limit 1
            ), stream as (
                insert into evidence.mt_streams (tenant_id, id, type, version)
                select $1, $2, s.type, $3 from evidence.mt_streams s where s.tenant_id = $1 and s.id = (select stream_id from original)
            ), sheet as (
                insert into evidence.register (study, id, kind, key, stream_id, version)
                select $1, $2, 'sheet', 'document/copies/' || r.key, $2, $3
                from evidence.register r, original where r.study = $1 and r.id = (original.data ->> 'documentId')::uuid
            ), copied as (
                insert into evidence.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, user_name, headers, is_archived)
                select nextval('evidence.mt_events_sequence'), gen_random_uuid(), $2, n,
                    data || jsonb_build_object('codingId', gen_random_uuid(), 'layer', 'copies', 'start', n % 19000, 'end', n % 19000 + 20), type, clock_timestamp(), tenant_id, mt_dotnet_type, user_name, headers, false
                from original, generate_series(1, $3) n
                returning data
            )
            insert into evidence.register (study, id, kind, stream_id, facts)
            select $1, (copied.data ->> 'codingId')::uuid, 'coding', $2, r.facts || '{"layer":"copies"}'
            from copied, original, evidence.register r where r.study = $1 and r.id = (original.data ->> 'codingId')::uuid
            """);
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = (long)Codings });
        await command.ExecuteNonQueryAsync();
        await Execute(place, "update evidence.mt_event_progression set last_seq_id = (select max(seq_id) from evidence.mt_events); analyze evidence.mt_events");
    }

    /// <summary>What the database itself needs for the rows that a swap puts in, all else being there already.</summary>
    private static async Task<double> PuttingRate(Workplace place)
    {
        string[] tables = ["study_position", "coding"];
        foreach (var table in tables)
            await Execute(place, $"create table evidence.{table}_copy (like evidence.{table} including all)");
        var rate = await Rate(async () =>
        {
            foreach (var table in tables)
                await Execute(place, $"insert into evidence.{table}_copy select * from evidence.{table}");
        });
        foreach (var table in tables)
            await Execute(place, $"drop table evidence.{table}_copy");
        return rate;
    }

    /// <summary>What the database would begin by itself after so many new rows, and go on with through what is measured next.</summary>
    private static Task Vacuum(Workplace place) => Execute(place, "vacuum analyze");

    private static async Task Execute(Workplace place, string sql)
    {
        await using var command = place.Owner.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<double> ReadingRate(Workplace place, string study)
    {
        await RebuildRate.Read(place.Owner, study);
        var (events, time) = await RebuildRate.Read(place.Owner, study);
        return events / time.TotalSeconds;
    }

    private static async Task<double> Rate(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return Codings / clock.Elapsed.TotalSeconds;
    }

    private static async Task<(TimeSpan Median, TimeSpan Slowest)> AsOf(Workplace place, CodedStudy study)
    {
        var latest = JsonNode.Parse(await place.Http.GetStringAsync(new Uri($"{study.Address}/audit/replays", UriKind.Relative)))!["items"]![0]!["position"]!.GetValue<long>();
        var times = new List<TimeSpan>();
        for (var turn = 0; turn < Moments; turn++)
        {
            var position = Random.Shared.NextInt64(FirstMoment, latest + 1);
            var clock = Stopwatch.StartNew();
            using var answer = await place.Http.GetAsync(new Uri($"{study.Address}/arguments/a/steps/S{Random.Shared.Next(1, Steps + 1)}?asOf=position:{position}", UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            times.Add(clock.Elapsed);
        }

        times.Sort();
        return (times[times.Count / 2], times[^1]);
    }
}
