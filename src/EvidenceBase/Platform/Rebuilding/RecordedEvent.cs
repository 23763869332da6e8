using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EvidenceBase.Platform.Store;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>An event as it stands in the event table, with its content read.</summary>
internal readonly record struct RecordedEvent(long Sequence, Guid StreamId, long Version, object Data, DateTimeOffset Timestamp);

/// <summary>Reads the history of a study once, in order, and never holds more of it than a few portions.</summary>
internal static class RecordedEvents
{
    private const int EventsPerPortion = 4096;
    private const int PortionsAhead = 4;

    /// <param name="after">Exclusive, as a sequence number of the store.</param>
    /// <param name="upTo">Inclusive.</param>
    /// <param name="types">The stored names of those that are wanted; null for all.</param>
    /// <exception cref="InvalidDataException">An event is not known to this version, or its content cannot be read.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<RecordedEvent>> Read(
        NpgsqlConnection connection,
        EventCatalog catalog,
        string study,
        long after,
        long upTo,
        IReadOnlyCollection<string>? types,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var portions = Channel.CreateBounded<List<RecordedEvent>>(new BoundedChannelOptions(PortionsAhead) { SingleReader = true, SingleWriter = true });

        // Reading and decoding go on beside what is done with the portion before.
        var reading = Task.Run(() => Fill(portions.Writer, connection, catalog, study, after, upTo, types, stopped.Token), CancellationToken.None);
        try
        {
            await foreach (var portion in portions.Reader.ReadAllAsync(cancellation))
                yield return portion;
        }
        finally
        {
            await stopped.CancelAsync();
            await reading;
        }
    }

    private static async Task Fill(
        ChannelWriter<List<RecordedEvent>> portions,
        NpgsqlConnection connection,
        EventCatalog catalog,
        string study,
        long after,
        long upTo,
        IReadOnlyCollection<string>? types,
        CancellationToken cancellation)
    {
        try
        {
            await using var command = new NpgsqlCommand(
                $"""
                select seq_id, stream_id, version, type, timestamp, data::text
                from evidence.mt_events
                where tenant_id = $1 and seq_id > $2 and seq_id <= $3 and {(types is null ? "type <> 'tombstone'" : "type = any($4)")}
                order by seq_id
                """,
                connection)
            {
                CommandTimeout = 0,
                Parameters = { new() { Value = study }, new() { Value = after }, new() { Value = upTo } },
            };
            if (types is not null)
                command.Parameters.Add(new() { Value = types.ToArray() });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            try
            {
                await Fill(portions, reader, catalog, cancellation);
            }
            catch
            {
                // Else disposing the reader would read the rest of the history.
                command.Cancel();
                throw;
            }

            portions.Complete();
        }
        catch (Exception failure)
        {
            // Whatever it is, whoever takes the portions is to meet it.
            portions.Complete(failure);
        }
    }

    private static async Task Fill(ChannelWriter<List<RecordedEvent>> portions, NpgsqlDataReader reader, EventCatalog catalog, CancellationToken cancellation)
    {
        var portion = new List<RecordedEvent>(EventsPerPortion);

        // The thread is the reader's own: waiting for each row by itself costs more than the row.
        while (reader.Read())
        {
            portion.Add(Decode(reader, catalog));
            if (portion.Count < EventsPerPortion)
                continue;
            await portions.WriteAsync(portion, cancellation);
            portion = new(EventsPerPortion);
        }

        if (portion.Count > 0)
            await portions.WriteAsync(portion, cancellation);
    }

    private static RecordedEvent Decode(NpgsqlDataReader reader, EventCatalog catalog)
    {
        var (sequence, type) = (reader.GetInt64(0), reader.GetString(3));
        try
        {
            return new(
                sequence, reader.GetGuid(1), reader.GetInt64(2), catalog.Read(type, reader.GetFieldValue<byte[]>(5)), reader.GetFieldValue<DateTimeOffset>(4));
        }
        catch (System.Text.Json.JsonException flaw)
        {
            throw new InvalidDataException($"Event {sequence} of type “{type}” cannot be read: {flaw.Message}", flaw);
        }
    }
}
