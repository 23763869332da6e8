using System.Collections.Frozen;
using EvidenceBase.Record.Memos;

namespace EvidenceBase.Record.Audit;

/// <summary>
/// In which of the six categories of an audit trail (Halpern 1983; Lincoln and Guba 1985, pp. 319–320) each type of event stands. A memo says itself
/// which it belongs to; instruments are developed in memos only, so no type of event is of that category by itself.
/// </summary>
public static class AuditCategories
{
    /// <summary>By stored name; each type of event is here once.</summary>
    public static IReadOnlyDictionary<string, AuditCategory> All { get; } = new (AuditCategory Category, string[] Types)[]
    {
        (AuditCategory.RawData,
        [
            "source_registered", "source_corrected", "source_withdrawn", "source_change_undone", "source_change_redone",
            "interview_registered", "interview_described", "interview_change_undone", "interview_change_redone",
            "document_deposited", "document_revised", "media_described", "document_change_undone", "document_change_redone",
            "figure_registered", "figure_data_recorded", "figure_sourced", "figure_unsourced", "figure_corrected", "figure_withdrawn",
            "figure_change_undone", "figure_change_redone",
        ]),
        (AuditCategory.DataReductionAndAnalysis,
        [
            "segment_coded", "statement_coded", "region_coded", "recording_coded", "coding_noted", "coding_moved", "coding_confirmed", "coding_removed",
            "coding_change_undone", "coding_change_redone",
            "number_derived", "number_dropped",
            "case_defined", "case_redefined", "case_attribute_set", "case_attribute_removed", "bearing_recorded", "bearing_removed",
            "case_change_undone", "case_change_redone",
            "memo_written", "memo_revised", "memo_attached", "memo_detached", "memo_change_undone", "memo_change_redone",
        ]),
        (AuditCategory.DataReconstructionAndSynthesis,
        [
            "code_defined", "code_redefined", "code_renamed", "code_moved", "codes_merged", "merge_undone", "code_split", "split_undone", "code_retired",
            "code_restored", "codebook_change_undone", "codebook_change_redone",
            "claim_asserted", "claim_reworded", "claim_qualified", "evidence_linked", "evidence_reassessed", "evidence_unlinked", "rival_named",
            "claim_contested", "claim_retracted", "claim_change_undone", "claim_change_redone",
            "argument_outlined", "step_added", "step_reworded", "step_moved", "step_removed", "claim_placed", "claim_displaced", "steps_related",
            "steps_unrelated", "argument_change_undone", "argument_change_redone",
        ]),
        (AuditCategory.Process,
        [
            "denominator_corrected", "member_added", "member_role_changed", "member_removed", "release_named", "study_archived", "study_reopened",
            "study_change_undone", "study_change_redone",
            "consent_recorded", "consent_withdrawn", "embargo_set", "interview_erased", "document_erased",
            "round_opened", "round_closed", "conflict_adjudicated",
            "agreement_measured", "measurement_change_undone", "measurement_change_redone",
            "attestation_made", "attestation_withdrawn", "witness_registered", "witness_removed",
        ]),
        (AuditCategory.IntentionsAndDispositions, ["study_opened", "study_retitled"]),
        (AuditCategory.InstrumentDevelopment, []),
    }.SelectMany(one => one.Types.Select(type => (type, one.Category))).ToFrozenDictionary(one => one.type, one => one.Category);

    /// <summary>The category of an event: that of its type, or of the memo that it gives the words of.</summary>
    public static AuditCategory Of(HistoryEvent one) => one.Data switch
    {
        MemoWritten written => written.Category,
        MemoRevised revised => revised.Category,
        _ => All[one.Type],
    };

    public static string InWords(AuditCategory category) => category switch
    {
        AuditCategory.RawData => "Raw data",
        AuditCategory.DataReductionAndAnalysis => "Data reduction and analysis products",
        AuditCategory.DataReconstructionAndSynthesis => "Data reconstruction and synthesis products",
        AuditCategory.Process => "Process notes",
        AuditCategory.IntentionsAndDispositions => "Materials relating to intentions and dispositions",
        AuditCategory.InstrumentDevelopment => "Instrument development information",
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };
}
