using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Arguments;

/// <summary>How a step rests on an earlier one.</summary>
public enum StepRelation
{
    /// <summary>It would not hold if the other did not.</summary>
    Presupposes,

    /// <summary>It carries the other's inference on.</summary>
    Continues,

    /// <summary>It sets its case against the other's.</summary>
    Contrasts,

    /// <summary>It extends the other beyond its case.</summary>
    Generalises,

    /// <summary>It removes an alternative to the other.</summary>
    EliminatesRivalOf,

    /// <summary>It says why the other holds.</summary>
    Explains,
}

/// <summary>An argument is begun: a question and the ordered outline that will answer it.</summary>
public sealed record ArgumentOutlined(string Key, string Title, string? Question);

/// <summary>A step joins the outline, under a parent or at the top, before another step or at the end.</summary>
/// <param name="Inference">What the step infers from its claims and from the steps that it rests on.</param>
/// <param name="Stage">The part of the argument it belongs to, in the study's own words.</param>
public sealed record StepAdded(
    Guid StepId,
    string Key,
    string Title,
    string Inference,
    Locator? Locator = null,
    string? Stage = null,
    Guid? CaseId = null,
    Guid? ParentId = null,
    Guid? BeforeId = null);

/// <summary>A step is put differently; what it rests on stays.</summary>
public sealed record StepReworded(Guid StepId, string Title, string Inference, Locator? Locator, string? Stage, Guid? CaseId);

/// <summary>A step goes to another place of the outline, with the steps under it.</summary>
public sealed record StepMoved(Guid StepId, Guid? ParentId, Guid? BeforeId);

/// <summary>A step leaves the outline; nothing rests on it any more.</summary>
public sealed record StepRemoved(Guid StepId, string? Reason);

/// <summary>A claim is placed under a step, at the version that was looked at.</summary>
public sealed record ClaimPlaced(Guid StepId, CitedThing Claim);

/// <summary>A claim is taken from under a step.</summary>
public sealed record ClaimDisplaced(Guid StepId, Guid ClaimId);

/// <summary>A step rests on another, through a named relation and a warrant.</summary>
/// <param name="Warrant">Why the one may be inferred with the help of the other.</param>
public sealed record StepsRelated(Guid StepId, Guid RestsOnId, StepRelation Relation, string? Warrant);

/// <summary>A step no longer rests on another.</summary>
public sealed record StepsUnrelated(Guid StepId, Guid RestsOnId);

/// <summary>What one command recorded of the argument is undone: the argument stands as without it.</summary>
public sealed record ArgumentChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Argument? Stands) : Reversal<Argument>(From, To, Things, Stands);

/// <summary>What was undone is done again: the argument stands as with it.</summary>
public sealed record ArgumentChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Argument? Stands) : Reversal<Argument>(From, To, Things, Stands);
