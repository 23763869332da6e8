using Npgsql;

namespace EvidenceBase.Benchmarks;

/// <summary>
/// Single commands over HTTP against raw Npgsql that writes the same rows – event, stream, register, stored answer – in one round trip and
/// one transaction a command, prepared and batched, at the same concurrency and durability.
/// </summary>
public static class CommandThroughput
{
    private const int WarmUpCommands = 10_000;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        await place.Send("/api/studies", """{"slug":"bench-commands","title":"Commands"}""");
        var number = 0;
        Task Ours(int worker) => place.Send(
            "/api/studies/bench-commands/claims",
            $$"""{"key":"C{{Interlocked.Increment(ref number)}}","kind":"causal","text":"A proposition of ordinary length, asserted by a worker of the benchmark.","judgement":"reading"}""");
        // A service runs for weeks: what is measured is the code that it has then, after the compiler's last tier.
        while (number < WarmUpCommands)
            await Workplace.Rate(TimeSpan.FromSeconds(2), Ours);
        await Workplace.Rate(TimeSpan.FromSeconds(2), worker => Limit(place.Owner));
        var pgbench = PgbenchThroughput.Program();
        var (rounds, beside) = (new List<(double, double)>(), new List<(double, double)>());
        for (var round = 0; round < 5; round++)
        {
            await place.Settle();
            var limit = await Workplace.Rate(Round, worker => Limit(place.Owner));
            await place.Settle();
            var ours = await Workplace.Rate(Round, Ours);
            rounds.Add((ours, limit));
            await place.Settle();
            if (pgbench is not null)
                beside.Add((ours, await PgbenchThroughput.Rate(pgbench, place.OwnerConnectionString, Round)));
        }

        await place.Settle();
        var raw = Ratio.Of("commands over HTTP (per second)", "the same rows by raw Npgsql", 0.4, rounds);
        return pgbench is null ? [raw] : [raw, Ratio.Of("commands over HTTP (per second)", "the same rows by pgbench", null, beside)];
    }

    private static async Task Limit(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        var stream = Guid.CreateVersion7();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into evidence.mt_streams (tenant_id, id, type, version) values ($1, $2, 'claim', 1)")
                {
                    Parameters = { new() { Value = "limit" }, new() { Value = stream } },
                },
                new(
                    """
                    insert into evidence.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
                    values (nextval('evidence.mt_events_sequence'), $1, $2, 1, $3::jsonb, 'claim_asserted', now(), $4, 'x', $5, $6, $7::jsonb, 'local:bench')
                    """)
                {
                    Parameters =
                    {
                        new() { Value = Guid.CreateVersion7() }, new() { Value = stream },
                        new() { Value = """{"key":"C1","kind":"causal","text":"A proposition of ordinary length, asserted by a worker of the benchmark.","judgement":"reading","cases":[]}""" },
                        new() { Value = "limit" }, new() { Value = "4bf92f3577b34da6a3ce929d0e0e4736" }, new() { Value = stream.ToString() },
                        new() { Value = """{"software":"0.1.0"}""" },
                    },
                },
                new("insert into evidence.register (study, id, kind, key, stream_id, version, facts) values ($1, $2, 'claim', $3, $2, 1, '{}')")
                {
                    Parameters = { new() { Value = "limit" }, new() { Value = stream }, new() { Value = stream.ToString("N") } },
                },
                new("insert into evidence.command_answer (study, actor, idempotency_key, digest, created, answer) values ($1, 'local:bench', $2, $3, true, $4::json)")
                {
                    Parameters =
                    {
                        new() { Value = "limit" }, new() { Value = stream.ToString() }, new() { Value = new byte[32] },
                        new() { Value = """{"id":"0199c0de-0000-7000-8000-000000000000","key":"C1","version":1}""" },
                    },
                },
            },
        };
        await batch.PrepareAsync();
        await batch.ExecuteNonQueryAsync();
    }
}
