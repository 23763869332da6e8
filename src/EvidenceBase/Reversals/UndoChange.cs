using System.Text.Json;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Reversals;

/// <summary>Undoes what one command did; the record keeps both. Left empty: the latest of the caller's own that can be undone.</summary>
/// <param name="Position">The position of one of its events in the study.</param>
/// <param name="Command">The Idempotency-Key under which the caller sent it.</param>
[Example("""{"command":"example-objection"}""")]
public sealed record UndoChange(long? Position = null, string? Command = null) : IMeansCommand;

/// <summary>Does again what was undone. Left empty: what the caller undid last.</summary>
/// <param name="Position">The position of one of the events of the command that was undone.</param>
/// <param name="Command">The Idempotency-Key under which the caller sent that command.</param>
[Example("""{"command":"example-objection"}""")]
public sealed record RedoChange(long? Position = null, string? Command = null) : IMeansCommand;

/// <summary>Which command is meant; where neither is given, the latest.</summary>
internal interface IMeansCommand
{
    long? Position { get; }

    string? Command { get; }
}

internal sealed class MeantCommandValidator : AbstractValidator<IMeansCommand>
{
    public MeantCommandValidator()
    {
        RuleFor(command => command.Position).Must(position => position is null or >= 1).WithMessage("Positions count from 1.");
        RuleFor(command => command.Command).Must((command, key) => key is null || command.Position is null).WithMessage("Name the command by its position or by its key, not by both.");
    }
}

public sealed class UndoChangeValidator : AbstractValidator<UndoChange>
{
    public UndoChangeValidator() => Include(new MeantCommandValidator());
}

public sealed class RedoChangeValidator : AbstractValidator<RedoChange>
{
    public RedoChangeValidator() => Include(new MeantCommandValidator());
}

public static class UndoChangeEndpoint
{
    [WolverinePost("/api/studies/{study}/undo")]
    [Needs(Right.Code)]
    [Takes(typeof(UndoChange))]
    public static Task<IResult> Undo(string study, HttpContext http, CommandDesk desk, Reversible reversible) =>
        Reverse<UndoChange>(study, http, desk, reversible, isRedo: false);

    [WolverinePost("/api/studies/{study}/redo")]
    [Needs(Right.Code)]
    [Takes(typeof(RedoChange))]
    public static Task<IResult> Redo(string study, HttpContext http, CommandDesk desk, Reversible reversible) =>
        Reverse<RedoChange>(study, http, desk, reversible, isRedo: true);

    private static Task<IResult> Reverse<TCommand>(string study, HttpContext http, CommandDesk desk, Reversible reversible, bool isRedo)
        where TCommand : class, IMeansCommand => desk.Answer<TCommand>(http, study, async command =>
        {
            var found = await Meant(study, Caller.Required(http).Name, command, reversible, isRedo, http.RequestAborted);
            return (_, plan) => Plan(found, plan, reversible, isRedo, right => GrantedRights.Include(http, right));
        });

    private static Task<ToReverse?> Meant(
        string study, string actor, IMeansCommand command, Reversible reversible, bool isRedo, CancellationToken cancellation) => (command.Position, command.Command) switch
    {
        ({ } number, _) => reversible.AtPosition(study, number, cancellation),
        (_, { } name) => reversible.UnderKey(study, actor, name, cancellation),
        _ => isRedo ? reversible.LatestToRedo(study, actor, cancellation) : reversible.LatestToUndo(study, actor, cancellation),
    };

    /// <param name="may">What the caller may do in the study.</param>
    internal static Func<Decision> Plan(ToReverse? found, CommandPlan plan, Reversible reversible, bool isRedo, Func<Right, bool> may)
    {
        if (found is null)
            return () => Problem.Conflict(isRedo ? "nothing-to-redo" : "nothing-to-undo", isRedo ? "There is nothing of yours that was undone." : "There is nothing that could be undone.");
        if (Refusal(found, plan.Actor, isRedo, may) is { } refused)
            return () => refused;
        var target = plan.Reverse(found.Definition, found.Kind, found.Thing);
        foreach (var part in found.Changed.Where(one => one.Id != found.Thing))
            plan.TouchReversed(part.Kind, part.Id);
        var grounds = BringsBack(found, isRedo) ? found.Grounds.Select(thing => plan.Ground(thing.Kind, thing.Id)).ToList() : [];
        var later = LaterWork.Ask(plan, found, reversible);
        if (found.Key is not null)
            plan.Stamp(EventHeaders.Reverses, found.Key);
        return () =>
        {
            var reversed = isRedo
                ? Reversing.Redo(found.Definition, found.StreamId, target.History!, found.From, found.To)
                : Reversing.Undo(found.Definition, found.StreamId, target.History!, found.From, found.To);
            if (reversed.Decision.Problem is not null)
                return reversed.Decision;
            if (grounds.Find(thing => !thing.Thing.IsActive) is { } gone)
                return Problem.Conflict("withdrawn", $"It rests on the {gone.Kind} “{gone.Thing.Name}”, which does not stand any more.");
            if (!isRedo && later.Resting() is { } resting)
                return resting;
            foreach (var (id, facts) in reversed.Facts.Where(one => one.Value.Count > 0))
            {
                plan.AlsoWrite(
                    "update evidence.register set facts = (facts - ?::text[]) || ?::jsonb where study = ? and id = ?",
                    facts.Keys.ToArray(),
                    JsonSerializer.Serialize(facts.Where(fact => fact.Value is not null).ToDictionary()),
                    plan.Study,
                    id);
            }

            return found.Kind == Kinds.Coding ? reversed.Decision.About(found.Thing, target.Named.Thing.Key, target.Named.Thing.Version + 1) : reversed.Decision;
        };
    }

    /// <summary>Whether something is in force again that names others: a command that is done again, or a removal that is undone.</summary>
    private static bool BringsBack(ToReverse found, bool isRedo) => isRedo || found.Events.Any(@event => @event is Record.Codings.CodingRemoved);

    private static Problem? Refusal(ToReverse found, string actor, bool isRedo, Func<Right, bool> may)
    {
        if (found.Events.Any(@event => @event is Reversal))
        {
            return Problem.Conflict(
                "not-undoable", isRedo ? "That is an undo or a redo itself. Name the command that it is about." : "That is an undo or a redo itself. Redo what was undone, or undo the command that was done again.");
        }

        if (found.Definition.Reversals is null)
        {
            return Problem.Conflict("not-undoable", found.Definition.Kind switch
            {
                Kinds.Attestation => "What somebody attested to is not undone. Whoever made the attestation withdraws it.",
                Kinds.Witness => "Whose cosignatures the study takes is not undone. Remove the witness, or register it anew.",
                _ => "What is decided in rounds is not undone: it would no longer be known who was blind when.",
            });
        }

        if (!may(found.Right))
            return new(ProblemKind.Forbidden, "not-allowed", $"It takes the right “{found.Right}” to {(isRedo ? "redo" : "undo")} that.");
        return found.Actor == actor || may(Right.Write)
            ? null
            : new(ProblemKind.Forbidden, "not-yours", $"That was done by {found.Actor}. Only an editor or an owner {(isRedo ? "redoes" : "undoes")} what others did.");
    }
}
