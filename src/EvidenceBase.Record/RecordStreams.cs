using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Attestations;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using EvidenceBase.Record.Rounds;
using EvidenceBase.Record.Sources;
using EvidenceBase.Record.Studies;
using EvidenceBase.Record.Witnesses;

namespace EvidenceBase.Record;

/// <summary>Every kind of stream of the record.</summary>
public static class RecordStreams
{
    /// <summary>Of what is folded and rendered: goes up with every change by which the same events come to be shown otherwise, or kept otherwise by the service.</summary>
    public const int Version = 2;

    public static IReadOnlyList<StreamDefinition> All { get; } =
    [
        StudyStream.Definition,
        SourceStream.Definition,
        InterviewStream.Definition,
        DocumentStream.Definition,
        CodebookStream.Definition,
        SheetStream.Definition,
        RoundStream.Definition,
        MeasurementStream.Definition,
        FigureStream.Definition,
        CaseStream.Definition,
        MemoStream.Definition,
        ClaimStream.Definition,
        ArgumentStream.Definition,
        AttestationStream.Definition,
        WitnessStream.Definition,
    ];
}
