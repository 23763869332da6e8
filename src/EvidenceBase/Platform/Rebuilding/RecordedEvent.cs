using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using EvidenceBase.Platform.Store;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>An event as it stands in the event table, with its content read.</summary>
internal readonly record struct RecordedEvent(long Sequence, Guid StreamId, long Version, object Data, DateTimeOffset Timestamp);

/// <summary>Reads the history of a study once, in order, and never holds more of it than a few portions.</summary>
internal static class RecordedEvents
{
    private const int PortionsAhead = 2;

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
        var wanted = types is null ? "type <> 'tombstone'" : $"type = any(array[{string.Join(", ", types.Select(CopiedRows.Literal))}]::text[])";
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            select seq_id, stream_id, version, type, timestamp, data::text
            from evidence.mt_events
            where tenant_id = {CopiedRows.Literal(study)} and seq_id > {after} and seq_id <= {upTo} and {wanted}
            order by seq_id
            """);

        // Decoding goes on beside what is done with the portion before.
        var reading = Task.Run(() => Fill(portions.Writer, CopiedRows.Read(connection, query, stopped.Token), catalog, stopped.Token), CancellationToken.None);
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
        ChannelWriter<List<RecordedEvent>> portions, IAsyncEnumerable<RowBlock> rows, EventCatalog catalog, CancellationToken cancellation)
    {
        try
        {
            var name = string.Empty;
            await foreach (var block in rows.WithCancellation(cancellation))
            {
                var portion = new List<RecordedEvent>(block.Count);
                for (var row = 0; row < block.Count; row++)
                    portion.Add(Decode(block.Row(row), catalog, ref name));
                block.Return();
                await portions.WriteAsync(portion, cancellation);
            }

            portions.Complete();
        }
        catch (Exception failure)
        {
            // Whatever it is, whoever takes the portions is to meet it.
            portions.Complete(failure);
        }
    }

    /// <param name="name">The stored name of the event before: most have the same.</param>
    private static RecordedEvent Decode(ReadOnlySpan<byte> row, EventCatalog catalog, ref string name)
    {
        var reader = new RowReader(row);
        var (sequence, stream, version) = (reader.Bigint(), reader.Uuid(), reader.Bigint());
        var type = reader.Bytes();
        if (!Ascii.Equals(type, name))
            name = Encoding.UTF8.GetString(type);
        var timestamp = reader.Timestamp();
        try
        {
            return new(sequence, stream, version, catalog.Read(name, reader.Bytes()), timestamp);
        }
        catch (System.Text.Json.JsonException flaw)
        {
            throw new InvalidDataException($"Event {sequence} of type “{name}” cannot be read: {flaw.Message}", flaw);
        }
    }
}
