using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Witnesses;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Audit.Witnesses;

/// <summary>Has the study take no more cosignatures of a witness. Those that it has stay with their checkpoints.</summary>
[Example("""{"reason":"The library has lost its key."}""")]
public sealed record RemoveWitness(string Reason);

public sealed class RemoveWitnessValidator : AbstractValidator<RemoveWitness>
{
    public RemoveWitnessValidator() => RuleFor(command => command.Reason).Prose();
}

public static class RemoveWitnessEndpoint
{
    [WolverinePost("/api/studies/{study}/audit/witnesses/{witness}/removal")]
    [Needs(Right.Manage)]
    [Takes(typeof(RemoveWitness))]
    public static Task<IResult> Post(string study, string witness, HttpContext http, CommandDesk desk) =>
        desk.Answer<RemoveWitness>(http, study, (command, plan) => Plan(witness, command, plan));

    public static Func<Decision> Plan(string witness, RemoveWitness command, CommandPlan plan)
    {
        var target = plan.Change<Witness>(WitnessStream.Definition, witness);
        return () => target.State.Remove(command.Reason);
    }
}
