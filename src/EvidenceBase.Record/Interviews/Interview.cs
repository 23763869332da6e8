using System.Collections.Immutable;

namespace EvidenceBase.Record.Interviews;

/// <summary>The last word of the respondent on one kind of use.</summary>
/// <param name="Basis">How it is known; the reason where it was withdrawn.</param>
public sealed record Consent(ConsentScope Scope, bool IsGiven, string? Basis, DateOnly? On);

public sealed record Embargo(DateOnly Until, string Reason);

/// <summary>An interview as the study describes it, and what its respondent allows.</summary>
/// <param name="StatedConsent">What the material says of consent, where nobody has recorded more.</param>
/// <param name="Consents">At most one for each scope, in the order of scopes.</param>
public sealed record Interview(
    string Code,
    InterviewDescription Description,
    string? StatedConsent,
    ImmutableList<Consent> Consents,
    Embargo? Embargo,
    bool IsErased = false)
{
    public static Interview? Evolve(Interview? interview, object @event) => (interview, @event) switch
    {
        (null, InterviewRegistered registered) => new(registered.Code, registered.Description, registered.Consent, [], null),
        ({ }, InterviewDescribed described) => interview with { Description = described.Description },
        ({ }, ConsentRecorded recorded) => interview.With(recorded.Scopes.Select(scope => new Consent(scope, true, recorded.Basis, recorded.Given))),
        ({ }, ConsentWithdrawn withdrawn) =>
            interview.With(withdrawn.Scopes.Select(scope => new Consent(scope, false, withdrawn.Reason, withdrawn.Withdrawn))),
        ({ }, InterviewErased) => interview with { IsErased = true },
        ({ }, EmbargoSet set) => interview with { Embargo = new(set.Until, set.Reason) },
        _ => interview,
    };

    /// <summary>How the interview is cited: by its code, never by a name.</summary>
    public static string Cite(string code) => $"Interview {code}";

    public Consent? ConsentTo(ConsentScope scope) => Consents.Find(consent => consent.Scope == scope);

    /// <summary>Whether what was said is erased, or the respondent has taken back even that it is reported in other words.</summary>
    public bool IsWithdrawn() => IsErased || ConsentTo(ConsentScope.Paraphrase) is { IsGiven: false };

    /// <summary>
    /// Whether what was said may leave the study in this form on this day. Where nothing is recorded, it may be reported in other words,
    /// may be quoted only if it was said on the record, and is neither for archives nor for others.
    /// </summary>
    public bool MayLeave(ConsentScope use, DateOnly today)
    {
        if (IsWithdrawn() || (Embargo is { } embargo && today < embargo.Until))
            return false;
        if (ConsentTo(use) is { } consent)
            return consent.IsGiven;
        return use == ConsentScope.Paraphrase || (use == ConsentScope.Quote && Description.Confidentiality == Confidentiality.Open);
    }

    private Interview With(IEnumerable<Consent> latest)
    {
        var replaced = latest.ToList();
        var kept = Consents.Where(consent => replaced.TrueForAll(other => other.Scope != consent.Scope));
        return this with { Consents = [.. kept.Concat(replaced).OrderBy(consent => consent.Scope)] };
    }
}
