using System.Text.Json;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Audit;

/// <summary>One event of a study's history: what happened, and who recorded it when and why.</summary>
/// <param name="Position">Its place in the study's own numbering.</param>
/// <param name="Version">Its number in its stream.</param>
/// <param name="Type">Its stored name.</param>
/// <param name="RecordedAt">When it was recorded, in UTC.</param>
/// <param name="OnBehalfOf">For whom the actor acted, where it was for someone else.</param>
/// <param name="Software">By which version of the software.</param>
public sealed record HistoryEvent(
    long Position,
    Guid Id,
    Guid StreamId,
    long Version,
    string Type,
    object Data,
    DateTimeOffset RecordedAt,
    string? Actor,
    string? OnBehalfOf,
    string? Reason,
    string? Software)
{
    /// <summary>Reads an event as it is stored.</summary>
    /// <param name="headers">What stands beside it, as a JSON object.</param>
    /// <exception cref="InvalidDataException">It is not known to this version, or cannot be read.</exception>
    public static HistoryEvent Read(
        long position, Guid id, Guid streamId, long version, string type, string payload, DateTimeOffset recordedAt, string? actor, string? headers)
    {
        if (EventTypes.Find(type) is not { } known)
            throw new InvalidDataException($"Position {position} holds an event “{type}” that this version of the software does not know. A newer one may.");
        try
        {
            var beside = headers is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(headers)!;
            return new(
                position,
                id,
                streamId,
                version,
                type,
                JsonSerializer.Deserialize(payload, known.Type, RecordJson.Options)!,
                recordedAt.ToUniversalTime(),
                actor,
                beside.GetValueOrDefault(EventHeaders.OnBehalfOf),
                beside.GetValueOrDefault(EventHeaders.Reason),
                beside.GetValueOrDefault(EventHeaders.Software));
        }
        catch (JsonException flaw)
        {
            throw new InvalidDataException($"The event “{type}” at position {position} cannot be read: {flaw.Message}", flaw);
        }
    }
}

/// <summary>Reads a history from its beginning, in order; as often as it is called.</summary>
public delegate IAsyncEnumerable<HistoryEvent> ReadHistory(CancellationToken cancellation);
