using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Cases;

/// <summary>A cell of a figure, at the version of the figure that was looked at.</summary>
public sealed record CellOrigin(CitedThing Figure, string Row, string Column);

/// <summary>A unit of comparison is defined.</summary>
public sealed record CaseDefined(string Key, string Name, string Description);

/// <summary>The case is named or described differently.</summary>
public sealed record CaseRedefined(string Name, string Description);

/// <summary>An attribute of the case is set, in place of what the attribute was before. It comes from a cell or from a place in the text.</summary>
/// <param name="Value">A decimal string or a text, as it was stated.</param>
/// <param name="Year">The year or period it holds for, as it was stated (<c>2008</c>, <c>early 1990s</c>).</param>
public sealed record CaseAttributeSet(string Name, string Value, string? Unit, string? Year, CellOrigin? Cell, Locator? Locator);

/// <summary>An attribute was wrong and is taken away.</summary>
public sealed record CaseAttributeRemoved(string Name, string? Reason);

/// <summary>A thing of the study bears on the case; recorded again, the newer note stands.</summary>
public sealed record BearingRecorded(ThingReference About, string? Note);

/// <summary>The thing does not bear on the case after all.</summary>
public sealed record BearingRemoved(Guid AboutId, string? Reason);

/// <summary>What one command recorded of the case is undone: the case stands as without it.</summary>
public sealed record CaseChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Case? Stands) : Reversal<Case>(From, To, Things, Stands);

/// <summary>What was undone is done again: the case stands as with it.</summary>
public sealed record CaseChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Case? Stands) : Reversal<Case>(From, To, Things, Stands);
