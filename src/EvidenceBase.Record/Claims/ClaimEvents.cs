using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Claims;

/// <summary>What sort of proposition a claim is.</summary>
public enum ClaimKind
{
    Descriptive,
    Causal,
    Mechanism,
    Scope,
    Rival,
}

/// <summary>Which way a piece of evidence bears on the claim.</summary>
public enum Stance
{
    Supports,
    Challenges,
    Qualifies,
}

/// <summary>The four tests of process tracing (Van Evera 1997; Collier 2011).</summary>
public enum TestKind
{
    StrawInTheWind,
    Hoop,
    SmokingGun,
    DoublyDecisive,
}

public enum TestOutcome
{
    Passed,
    Failed,
    Inconclusive,
}

/// <summary>A process-tracing test that a piece of evidence puts a claim to, and why it is that test.</summary>
public sealed record ProcessTest(TestKind Kind, TestOutcome Outcome, string? Why = null);

/// <summary>Probabilities of finding the evidence if the claim holds and if it does not, as decimal strings between 0 and 1.</summary>
public sealed record Likelihoods(string IfTrue, string IfFalse);

/// <summary>Evidence that is not there: where it was looked for, how, and what was found instead.</summary>
public sealed record Absence(string Searched, string How, string Found);

/// <summary>Where inside the cited thing the evidence stands, as the citation gives it.</summary>
/// <param name="Pages">Pages or another printed locator (<c>322–24</c>).</param>
/// <param name="Cell">A cell of a table, <c>row.column</c>.</param>
/// <param name="Derived">The key of a number derived from a figure's cells.</param>
public sealed record Pinpoint(string? Pages = null, string? Cell = null, string? Derived = null);

/// <summary>A claim is asserted: the study takes responsibility for a proposition.</summary>
public sealed record ClaimAsserted(
    string Key, ClaimKind Kind, string Text, Judgement Judgement, Locator? Locator, IReadOnlyList<Guid> Cases);

/// <summary>The proposition is put differently; what it rests on stays.</summary>
public sealed record ClaimReworded(ClaimKind Kind, string Text, Judgement Judgement, Locator? Locator, IReadOnlyList<Guid> Cases);

/// <summary>A condition or limit is added to the claim.</summary>
public sealed record ClaimQualified(Guid QualificationId, string Text, Locator? Locator);

/// <summary>A piece of evidence is linked to the claim, at the version that was looked at – or its absence is recorded.</summary>
/// <param name="Cited">What is cited; null where the evidence is an absence.</param>
/// <param name="Locator">Where the article gives the citation (its note, its paragraph).</param>
/// <param name="Weight">The analytic note: what the evidence shows and how much.</param>
public sealed record EvidenceLinked(
    Guid EvidenceId,
    CitedThing? Cited,
    Pinpoint? Pinpoint,
    Stance Stance,
    Judgement Judgement,
    Locator? Locator = null,
    string? Weight = null,
    ProcessTest? Test = null,
    Likelihoods? Likelihoods = null,
    string? DependsOn = null,
    Absence? Absence = null);

/// <summary>A link is judged anew, against the current version of what it cites.</summary>
public sealed record EvidenceReassessed(
    Guid EvidenceId, CitedThing? Cited, Stance Stance, Judgement Judgement, string? Weight, ProcessTest? Test, Likelihoods? Likelihoods);

/// <summary>A link is taken back; the history keeps it.</summary>
public sealed record EvidenceUnlinked(Guid EvidenceId, string? Reason);

/// <summary>Another claim is named as a rival explanation of the same thing.</summary>
public sealed record RivalNamed(Guid RivalId);

/// <summary>Someone disputes the claim, and says why.</summary>
public sealed record ClaimContested(string Reason);

/// <summary>The study no longer asserts the claim.</summary>
public sealed record ClaimRetracted(string Reason);

/// <summary>What one command recorded of the claim is undone: the claim stands as without it.</summary>
public sealed record ClaimChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Claim? Stands) : Reversal<Claim>(From, To, Things, Stands);

/// <summary>What was undone is done again: the claim stands as with it.</summary>
public sealed record ClaimChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Claim? Stands) : Reversal<Claim>(From, To, Things, Stands);
