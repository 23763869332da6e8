using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;

namespace EvidenceBase.Record;

/// <summary>Every kind of stream of the record.</summary>
public static class RecordStreams
{
    public static IReadOnlyList<StreamDefinition> All { get; } =
    [
        ClaimStream.Definition,
        FigureStream.Definition,
        CaseStream.Definition,
        MemoStream.Definition,
    ];
}
