using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Interviews;

/// <summary>How far what was said may be attributed. Where it is not stated, an interview is treated as confidential.</summary>
public enum Confidentiality
{
    /// <summary>On the record: the description may be printed with what was said.</summary>
    Open,

    /// <summary>What was said may be used, cited by the interview's code only.</summary>
    NotForAttribution,

    /// <summary>Nothing of its text leaves the study unless the respondent has consented to that use.</summary>
    Confidential,
}

/// <summary>What a respondent can consent to, each for itself.</summary>
public enum ConsentScope
{
    /// <summary>What was said may be reported in other words. Without it the interview cannot be cited at all.</summary>
    Paraphrase,

    /// <summary>The very words may be printed.</summary>
    Quote,

    /// <summary>The text may be deposited in an archive.</summary>
    Archive,

    /// <summary>Others may analyse it for purposes of their own.</summary>
    Reuse,
}

/// <summary>What is recorded of an interview; never a name. What the record does not give is absent, never guessed.</summary>
/// <param name="Series">The series that the code belongs to (<c>JS</c>).</param>
/// <param name="Role">The respondent's role, no narrower than the study prints it.</param>
/// <param name="Period">When it was held, as stated (<c>2008–2011</c>).</param>
/// <param name="Notes">The numbers of the article's notes that cite it.</param>
public sealed record InterviewDescription(
    string? Series = null,
    string? Province = null,
    string? Locality = null,
    string? Role = null,
    string? Organisation = null,
    string? Period = null,
    string? Language = null,
    Confidentiality? Confidentiality = null,
    IReadOnlyList<int>? Notes = null)
{
    public bool IsConfidential() => Confidentiality is null or Interviews.Confidentiality.Confidential;

    /// <summary>Whether both say the same; lists are compared by what they hold.</summary>
    public bool Says(InterviewDescription other) =>
        this with { Notes = null } == other with { Notes = null } && (Notes ?? []).SequenceEqual(other.Notes ?? []);
}

/// <summary>An interview enters the record under the code by which it is cited.</summary>
/// <param name="Consent">What the material says of consent, in its words (<c>not-stated</c>).</param>
public sealed record InterviewRegistered(string Code, InterviewDescription Description, string? Consent = null);

/// <summary>The description is corrected; it is given whole and replaces the one before.</summary>
public sealed record InterviewDescribed(InterviewDescription Description);

/// <summary>The respondent has consented to uses of what was said.</summary>
/// <param name="Basis">How that is known (<c>signed form of 12 May 2009</c>).</param>
/// <param name="Given">The day on which it was given, where that is known.</param>
public sealed record ConsentRecorded(IReadOnlyList<ConsentScope> Scopes, string Basis, DateOnly? Given = null);

/// <summary>The respondent no longer consents to uses of what was said, or has refused them.</summary>
public sealed record ConsentWithdrawn(IReadOnlyList<ConsentScope> Scopes, string? Reason = null, DateOnly? Withdrawn = null);

/// <summary>Nothing of the interview's text leaves the study before a day; a later embargo replaces an earlier one.</summary>
/// <param name="Until">The first day on which it is no longer in force (UTC).</param>
public sealed record EmbargoSet(DateOnly Until, string Reason);

/// <summary>
/// Everything that was said is erased for good: the key of the interview's texts is destroyed. That it was held, and what rests on it, stays on
/// record; no more is recorded of it.
/// </summary>
public sealed record InterviewErased(string Reason);

/// <summary>What one command recorded of the interview is undone: the interview stands as without it.</summary>
public sealed record InterviewChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Interview? Stands) : Reversal<Interview>(From, To, Things, Stands);

/// <summary>What was undone is done again: the interview stands as with it.</summary>
public sealed record InterviewChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Interview? Stands) : Reversal<Interview>(From, To, Things, Stands);
