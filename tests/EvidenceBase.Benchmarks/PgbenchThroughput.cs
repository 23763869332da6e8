using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace EvidenceBase.Benchmarks;

/// <summary>The same four rows by <c>pgbench</c>, PostgreSQL's own load generator, where it is installed.</summary>
public static partial class PgbenchThroughput
{
    private const string Script =
        """
        with stream as (
            insert into evidence.mt_streams (tenant_id, id, type, version) values ('limit', gen_random_uuid(), 'claim', 1) returning id
        ), registered as (
            insert into evidence.register (study, id, kind, key, stream_id, version, facts) select 'limit', id, 'claim', id::text, id, 1, '{}' from stream
        ), answered as (
            insert into evidence.command_answer (study, actor, idempotency_key, digest, created, answer)
            select 'limit', 'local', id::text, sha256('x'), true, '{"id":"0199c0de-0000-7000-8000-000000000000","key":"C1","version": 1}' from stream
        )
        insert into evidence.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
        select nextval('evidence.mt_events_sequence'), gen_random_uuid(), id, 1,
            '{"key":"C1","kind":"causal","text":"A proposition of ordinary length, asserted by a worker of the benchmark.","judgement":"reading","cases":[]}',
            'claim_asserted', now(), 'limit', 'x', '4bf92f3577b34da6a3ce929d0e0e4736', id::text, '{"software":"0.1.0"}', 'local'
        from stream;
        """;

    /// <summary>The program, or null where it is not installed.</summary>
    public static string? Program() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pgbench.exe" : "pgbench")).FirstOrDefault(File.Exists);

    /// <summary>Transactions per second, from as many clients as the service is asked by.</summary>
    public static async Task<double> Rate(string program, string connectionString, TimeSpan time)
    {
        var at = new NpgsqlConnectionStringBuilder(connectionString);
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script.ReplaceLineEndings(" "));
            var start = new ProcessStartInfo(program,
            [
                "-n", "-M", "prepared", "-c", Number(Workplace.Concurrency), "-j", "2", "-T", Number((int)time.TotalSeconds), "-f", script,
                "-h", at.Host!, "-p", Number(at.Port), "-U", at.Username!, at.Database!,
            ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["PGPASSWORD"] = at.Password },
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return Tps().Match(output) is { Success: true } tps
                ? double.Parse(tps.Groups[1].Value, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {output}{await error}");
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Tps();
}
