using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Witnesses;
using EvidenceBase.TransparencyLog.Notes;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Audit.Witnesses;

/// <summary>Has the study take the cosignatures of a witness from now on.</summary>
/// <param name="VerifierKey">The line that the witness gave out: <c>name+id+key</c>.</param>
[Example("""{"key":"library","verifierKey":"witness.example/library+b87f6729+BOaNjJdXezYrxeUIOKwqBZNNVBRKPnuBySEu9bq8TNUe"}""")]
public sealed record RegisterWitness(string Key, string VerifierKey);

public sealed class RegisterWitnessValidator : AbstractValidator<RegisterWitness>
{
    public RegisterWitnessValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.VerifierKey).Custom((key, context) =>
        {
            if (Flaw(key) is { } flaw)
                context.AddFailure(flaw);
        });
    }

    private static string? Flaw(string? key)
    {
        try
        {
            return VerifierKey.Parse(key ?? string.Empty).Type == SignatureType.Cosignature ? null : "This key signs notes. A witness cosigns checkpoints: evidencebase-verify new-witness makes such a key.";
        }
        catch (FormatException flaw)
        {
            return flaw.Message;
        }
    }
}

public static class RegisterWitnessEndpoint
{
    [WolverinePost("/api/studies/{study}/audit/witnesses")]
    [Creates]
    [Needs(Right.Manage)]
    [Takes(typeof(RegisterWitness))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<RegisterWitness>(http, study, Plan);

    public static Func<Decision> Plan(RegisterWitness command, CommandPlan plan)
    {
        plan.Open<Witness>(WitnessStream.Definition, command.Key);
        return () => Decision.Accept(new WitnessRegistered(command.Key, command.VerifierKey));
    }
}
