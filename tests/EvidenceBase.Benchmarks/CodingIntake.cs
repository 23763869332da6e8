using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Benchmarks;

/// <summary>
/// Codings taken in bulk over HTTP, as NDJSON – read, checked, resolved, decided, written – against <c>COPY</c> of the finished rows into the
/// same indexed tables: events with their streams, and the register.
/// </summary>
public static class CodingIntake
{
    private const int Lines = 20_000;

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        var study = await CodedStudy.Open(place, "bench-intake");
        await study.Code(Lines);
        var rows = await ReadyRows.Of(place.Owner, study.Slug);
        var rounds = new List<(double, double)>();
        for (var round = -1; round < 5; round++)
        {
            await place.Settle();
            var limit = await PerSecond(() => rows.Copy(place.Owner, $"limit-{round + 1}"));
            await place.Settle();
            var lines = study.Lines(Lines);
            var ours = await PerSecond(() => study.Send(lines));
            if (round >= 0)
                rounds.Add((ours, limit));
        }

        await place.Settle();
        return [Ratio.Of("codings taken in bulk (per second)", "COPY into the same indexed tables", 0.5, rounds)];
    }

    private static async Task<double> PerSecond(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return Lines / clock.Elapsed.TotalSeconds;
    }

    /// <summary>What the service wrote for one batch, kept in memory to be copied again into another study, byte for byte but for the ids.</summary>
    private sealed record ReadyRows(IReadOnlyList<(Guid Stream, long Version, string Data, string Facts)> Events)
    {
        public static async Task<ReadyRows> Of(NpgsqlDataSource database, string study)
        {
            await using var command = database.CreateCommand(
                "select stream_id, version, data::text from evidence.mt_events where tenant_id = $1 and type = 'segment_coded' order by seq_id");
            command.Parameters.Add(new() { Value = study });
            var events = new List<(Guid, long, string, string)>(Lines);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                events.Add((reader.GetGuid(0), reader.GetInt64(1), reader.GetString(2), Facts(reader.GetString(2))));
            return new(events);
        }

        public async Task Copy(NpgsqlDataSource database, string study)
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var streams = Events.GroupBy(one => one.Stream).ToDictionary(group => group.Key, group => (Id: Guid.CreateVersion7(), Count: group.LongCount()));
            await using (var rows = await connection.BeginBinaryImportAsync("copy evidence.mt_streams (tenant_id, id, type, version) from stdin (format binary)"))
            {
                foreach (var (id, count) in streams.Values)
                    await rows.WriteRowAsync(default, study, id, "sheet", count);
                await rows.CompleteAsync();
            }

            var codings = Events.Select(_ => Guid.CreateVersion7()).ToArray();
            await using (var command = new NpgsqlCommand("select setval('evidence.mt_events_sequence', nextval('evidence.mt_events_sequence') + $1) - $1", connection))
            {
                command.Parameters.Add(new() { Value = (long)Events.Count });
                await Copy(connection, study, streams, codings, (long)(await command.ExecuteScalarAsync())!);
            }

            await transaction.CommitAsync();
        }

        private async Task Copy(
            NpgsqlConnection connection, string study, Dictionary<Guid, (Guid Id, long Count)> streams, Guid[] codings, long sequence)
        {
            await using (var rows = await connection.BeginBinaryImportAsync(
                "copy evidence.register (study, id, kind, stream_id, facts) from stdin (format binary)"))
            {
                foreach (var (index, one) in Events.Index())
                {
                    await rows.StartRowAsync();
                    await rows.WriteAsync(study);
                    await rows.WriteAsync(codings[index]);
                    await rows.WriteAsync("coding");
                    await rows.WriteAsync(streams[one.Stream].Id);
                    await rows.WriteAsync(one.Facts, NpgsqlDbType.Jsonb);
                }

                await rows.CompleteAsync();
            }

            await using (var rows = await connection.BeginBinaryImportAsync(
                """
                copy evidence.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived)
                from stdin (format binary)
                """))
            {
                foreach (var (index, one) in Events.Index())
                {
                    await rows.StartRowAsync();
                    await rows.WriteAsync(sequence + index);
                    await rows.WriteAsync(Guid.CreateVersion7());
                    await rows.WriteAsync(streams[one.Stream].Id);
                    await rows.WriteAsync(one.Version);
                    await rows.WriteAsync(string.Concat(one.Data.AsSpan(0, one.Data.IndexOf("codingId", StringComparison.Ordinal)), $"codingId\": \"{codings[index]}\"", After(one.Data)), NpgsqlDbType.Jsonb);
                    await rows.WriteAsync("segment_coded");
                    await rows.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz);
                    await rows.WriteAsync(study);
                    await rows.WriteAsync("EvidenceBase.Record.Codings.SegmentCoded, EvidenceBase.Record");
                    await rows.WriteAsync("4bf92f3577b34da6a3ce929d0e0e4736");
                    await rows.WriteAsync("0199c0de-0000-7000-8000-000000000000");
                    await rows.WriteAsync("""{"software":"0.1.0"}""", NpgsqlDbType.Jsonb);
                    await rows.WriteAsync("local:bench");
                    await rows.WriteAsync(false);
                }

                await rows.CompleteAsync();
            }
        }

        private static string Facts(string data)
        {
            var coded = JsonNode.Parse(data)!;
            return new JsonObject { ["codes"] = coded["codeId"]!.DeepClone(), ["layer"] = coded["layer"]!.DeepClone(), ["document"] = coded["documentId"]!.DeepClone() }.ToJsonString();
        }

        /// <summary>What stands behind the coding's id, which is 36 characters long.</summary>
        private static string After(string data) =>
            data[(data.IndexOf("codingId", StringComparison.Ordinal) + "codingId\": \"".Length + 36 + 1)..];
    }
}
