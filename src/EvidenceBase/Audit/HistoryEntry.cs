using System.Text.Json;

namespace EvidenceBase.Audit;

/// <summary>One event of the record.</summary>
/// <param name="Position">Its place in the study's own numbering.</param>
/// <param name="RecordedAt">When it was recorded; never earlier than the one before.</param>
/// <param name="Type">The stored name of the event.</param>
/// <param name="Kind">The kind of thing whose stream it stands in.</param>
/// <param name="Version">Its number in that stream.</param>
/// <param name="About">Everything that the event names, by id.</param>
/// <param name="OnBehalfOf">For whom the actor acted, where it was for someone else.</param>
/// <param name="Token">The access token that the actor came with; null in person.</param>
/// <param name="Causation">What caused it: the key of the command.</param>
/// <param name="Reverses">Where a command is undone or done again: the key of that command, as it stands in its own <c>causation</c>.</param>
/// <param name="Data">The event as it is stored; text of interviews lies in the vault and is not in it.</param>
public sealed record HistoryEntry(
    long Position,
    DateTimeOffset RecordedAt,
    string Type,
    string? Kind,
    Guid StreamId,
    string? Key,
    long Version,
    IReadOnlyList<Guid> About,
    string? Actor,
    string? OnBehalfOf,
    string? Token,
    string? Reason,
    string? Correlation,
    string? Causation,
    string? Software,
    JsonElement Data,
    string? Reverses);
