using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Attestations;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Audit.Attestations;

/// <summary>Whoever made an attestation does not stand by it any more. It stays to be read, with the reason.</summary>
[Example("""{"reason":"The recording was found, and says something else."}""")]
public sealed record WithdrawAttestation(string Reason);

public sealed class WithdrawAttestationValidator : AbstractValidator<WithdrawAttestation>
{
    public WithdrawAttestationValidator() => RuleFor(command => command.Reason).Prose();
}

public static class WithdrawAttestationEndpoint
{
    [WolverinePost("/api/studies/{study}/audit/attestations/{attestation}/withdrawal")]
    [Needs(Right.Audit)]
    [Takes(typeof(WithdrawAttestation))]
    public static Task<IResult> Post(string study, string attestation, HttpContext http, CommandDesk desk) =>
        desk.Answer<WithdrawAttestation>(http, study, (command, plan) => Plan(attestation, command, plan));

    public static Func<Decision> Plan(string attestation, WithdrawAttestation command, CommandPlan plan)
    {
        var target = plan.Change<Attestation>(AttestationStream.Definition, attestation);
        return () => AttestationDecisions.Withdraw(target.State, plan.Actor, command.Reason);
    }
}
