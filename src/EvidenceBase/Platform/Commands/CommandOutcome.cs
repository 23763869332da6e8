using System.Text.Json.Serialization;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Commands;

/// <summary>What the sender of an accepted command is told; stored with the events and given again to every repeat.</summary>
/// <param name="Id">The thing the command was about.</param>
/// <param name="Version">Its version after the command, or that of the stream it is a part of; what If-Match names next.</param>
public sealed record CommandAnswer(Guid Id, string? Key, long Version);

/// <summary>An answer, or the problem for which nothing was written.</summary>
/// <param name="Created">Whether the thing came into being by the command (201) or was changed (200).</param>
/// <param name="Repeated">Whether this is the stored answer to an earlier command under the same key.</param>
public sealed record CommandOutcome(CommandAnswer? Answer, bool Created, bool Repeated, Problem? Problem, long? CurrentVersion = null)
{
    [JsonIgnore]
    public bool IsAccepted => Answer is not null;

    public static CommandOutcome Refused(Problem problem, long? currentVersion = null) => new(null, false, false, problem, currentVersion);
}
