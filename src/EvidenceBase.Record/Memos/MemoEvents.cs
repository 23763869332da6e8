using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Memos;

/// <summary>What part of the audit trail a memo belongs to (Halpern's six categories, after Lincoln and Guba 1985).</summary>
public enum AuditCategory
{
    RawData,
    DataReductionAndAnalysis,
    DataReconstructionAndSynthesis,
    Process,
    IntentionsAndDispositions,
    InstrumentDevelopment,
}

/// <summary>An analytic note is written about any number of things.</summary>
public sealed record MemoWritten(
    string Key, string Title, string Text, AuditCategory Category, IReadOnlyList<ThingReference> About, Locator? Locator);

/// <summary>The memo is put differently; what it is about stays.</summary>
public sealed record MemoRevised(string Title, string Text, AuditCategory Category, Locator? Locator);

/// <summary>The memo is about one thing more.</summary>
public sealed record MemoAttached(ThingReference About);

/// <summary>The memo is no longer about that thing.</summary>
public sealed record MemoDetached(Guid AboutId);

/// <summary>What one command recorded of the memo is undone: the memo stands as without it.</summary>
public sealed record MemoChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Memo? Stands) : Reversal<Memo>(From, To, Things, Stands);

/// <summary>What was undone is done again: the memo stands as with it.</summary>
public sealed record MemoChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Memo? Stands) : Reversal<Memo>(From, To, Things, Stands);
