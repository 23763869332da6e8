using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record;

/// <summary>Every kind of stream of the record.</summary>
public static class RecordStreams
{
    public static IReadOnlyList<StreamDefinition> All { get; } =
    [
        ClaimStream.Definition,
    ];
}
