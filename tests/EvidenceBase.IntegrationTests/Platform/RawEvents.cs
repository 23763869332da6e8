using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>Events written past the service, as a fault, a slow program or a newer version would write them.</summary>
internal static class RawEvents
{
    public static async Task<long> NextSequence(NpgsqlDataSource superuser)
    {
        await using var connection = await superuser.OpenConnectionAsync();
        return await NextSequence(connection);
    }

    public static async Task<long> NextSequence(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select nextval('evidence.mt_events_sequence')", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A claim like the study's first one, in a stream of its own under another key.</summary>
    /// <param name="change">Makes the copy faulty: SQL for the columns of the copied event.</param>
    public static async Task AppendClaim(NpgsqlConnection connection, string study, string key, long sequence, RawChange? change = null)
    {
        change ??= new();
        await using var command = new NpgsqlCommand(
            $"""
            with original as (
                select * from evidence.mt_events where tenant_id = $1 and type = 'claim_asserted' order by seq_id limit 1
            ), stream as (
                insert into evidence.mt_streams (tenant_id, id, type, version)
                select $1, $2, s.type, 1 from evidence.mt_streams s where s.tenant_id = $1 and s.id = (select stream_id from original)
            )
            insert into evidence.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, user_name, headers, is_archived)
            select $4, gen_random_uuid(), $2, {change.Version}, {change.Data}, {change.Type}, clock_timestamp(), tenant_id, {change.DotnetType}, user_name, headers, false
            from original
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = study }, new() { Value = Guid.CreateVersion7() }, new() { Value = key }, new() { Value = sequence },
            },
        };
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}

internal sealed record RawChange(string Type = "type", string Data = "jsonb_set(data, '{key}', to_jsonb($3::text))", string Version = "1", string DotnetType = "mt_dotnet_type");
