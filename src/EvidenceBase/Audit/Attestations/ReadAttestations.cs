using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Attestations;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Audit.Attestations;

public static class ReadAttestationsEndpoint
{
    /// <summary>What auditors have attested to, in the order of the keys.</summary>
    [WolverineGet("/api/studies/{study}/audit/attestations")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<AttestationView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Attestation);

    /// <summary>One attestation.</summary>
    [WolverineGet("/api/studies/{study}/audit/attestations/{attestation}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(AttestationView))]
    public static Task<IResult> One(string study, string attestation, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Attestation, attestation);
}
