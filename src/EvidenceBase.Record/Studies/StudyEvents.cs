using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Studies;

/// <summary>What a member of a study may do; what each role allows is the service's business.</summary>
public enum Role
{
    Owner,
    Editor,
    Coder,
    Reader,
    Auditor,
}

/// <summary>A number as it is stated: in words where it is given in words (<c>more than 100</c>), with the least that the words imply.</summary>
public sealed record StatedCount(string Stated, int? AtLeast = null);

/// <summary>What the interviews of a study are counted against. A number that is not stated is absent, never zero.</summary>
/// <param name="Sought">How many people were asked for an interview.</param>
/// <param name="Refused">How many of them declined.</param>
/// <param name="Cited">How many interviews are cited in print.</param>
/// <param name="Period">When they were held, as stated.</param>
public sealed record InterviewDenominator(
    int? Sought = null,
    StatedCount? Interviewed = null,
    int? Refused = null,
    int? Cited = null,
    string? Period = null,
    IReadOnlyList<string>? Places = null);

/// <summary>A part of the study's text; locators name it by its key.</summary>
public sealed record Section(string Key, string Title);

/// <summary>A study begins: its slug names it in every address and is the tenant of everything in it.</summary>
/// <param name="Interviews">The denominator of the interviews, where the study has any.</param>
/// <param name="Article">The key of the source that the study publishes its argument in; as text, for the source comes later.</param>
/// <param name="Note">What the study's record is and is not.</param>
public sealed record StudyOpened(
    string Slug,
    string Title,
    string? Description = null,
    InterviewDenominator? Interviews = null,
    string? Article = null,
    IReadOnlyList<Section>? Sections = null,
    string? Note = null);

/// <summary>The study's title or description is put differently; its slug stays.</summary>
public sealed record StudyRetitled(string Title, string? Description);

/// <summary>The denominator of the interviews is stated anew, whole.</summary>
public sealed record DenominatorCorrected(InterviewDenominator Interviews);

/// <summary>Someone becomes a member of the study.</summary>
/// <param name="Principal">The name under which the service authenticates the member.</param>
public sealed record MemberAdded(string Principal, Role Role);

/// <summary>A member gets another role.</summary>
public sealed record MemberRoleChanged(string Principal, Role Role);

/// <summary>Someone is no longer a member of the study.</summary>
public sealed record MemberRemoved(string Principal);

/// <summary>A position of the record gets a name under which it can be cited; neither is ever changed.</summary>
public sealed record ReleaseNamed(string Name, long Position, string? Note = null);

/// <summary>The study is closed: it can be read, and takes no command but to be reopened.</summary>
public sealed record StudyArchived(string? Reason = null);

/// <summary>An archived study takes commands again.</summary>
public sealed record StudyReopened(string? Reason = null);

/// <summary>What one command recorded of the study is undone: the study stands as without it.</summary>
public sealed record StudyChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Study? Stands) : Reversal<Study>(From, To, Things, Stands);

/// <summary>What was undone is done again: the study stands as with it.</summary>
public sealed record StudyChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Study? Stands) : Reversal<Study>(From, To, Things, Stands);
