using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Attestations;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Audit.Attestations;

/// <summary>Says what an auditor has looked at, and what came of it.</summary>
/// <param name="Root">The root of the log at that moment, as it stands in the checkpoint that was checked.</param>
/// <param name="Position">The moment that was looked at; or else a release.</param>
/// <param name="Subject">The one thing that was looked at; the whole study where it is left out.</param>
[Example("""{"key":"audit-1","position":8,"root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","subject":{"kind":"claim","name":"C1"},"verdict":"confirmedWithReservations","statement":"All links were followed to their places; one interview could not be heard."}""")]
public sealed record MakeAttestation(
    string Key, string Root, AttestationVerdict? Verdict, string Statement, long? Position = null, string? Release = null, ThingName? Subject = null);

public sealed class MakeAttestationValidator : AbstractValidator<MakeAttestation>
{
    public MakeAttestationValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Root).NotEmpty().WithMessage("Say which root the log had: the third line of its checkpoint at that position.");
        RuleFor(command => command.Verdict).NotNull().IsInEnum();
        RuleFor(command => command.Statement).Prose();
        RuleFor(command => command.Position).Must(position => position is null or >= 1).WithMessage("Positions count from 1.");
        RuleFor(command => command.Position).Must((command, position) => position is null != (command.Release is null)).WithMessage("Say what was looked at: a position, or a release, and not both.");
        RuleFor(command => command.Release).Must(release => release is null || ReleaseName.IsValid(release)).WithMessage(ReleaseName.Rule);
        RuleFor(command => command.Subject!).SetValidator(new ThingNameValidator()).When(command => command.Subject is not null);
    }
}

public static class MakeAttestationEndpoint
{
    [WolverinePost("/api/studies/{study}/audit/attestations")]
    [Creates]
    [Needs(Right.Audit)]
    [Takes(typeof(MakeAttestation))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk, AttestedMoments moments) =>
        desk.Answer<MakeAttestation>(http, study, async sent =>
        {
            var (moment, problem) = await moments.Find(study, sent, http.RequestAborted);
            return (command, plan) => Plan(command, moment, problem, plan);
        });

    /// <param name="moment">What was at the moment that is attested to.</param>
    /// <param name="problem">Why there is no such moment.</param>
    public static Func<Decision> Plan(MakeAttestation command, AttestedMoment? moment, Problem? problem, CommandPlan plan)
    {
        plan.Open<Attestation>(AttestationStream.Definition, command.Key);
        var subject = command.Subject is { } thing ? plan.Cite(thing.Kind, thing.Name, "subject") : null;
        return () => problem is not null
            ? problem
            : AttestationDecisions.Make(
                new(command.Key, moment!.Position, command.Release, command.Root, subject?.Thing.Refer(), command.Verdict!.Value, command.Statement, plan.Actor),
                moment.Log,
                moment.SubjectWasThere);
    }
}
