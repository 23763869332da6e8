using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Interviews;

/// <summary>What may happen to an interview. What says nothing new leaves no event.</summary>
public static class InterviewDecisions
{
    public static Decision Register(InterviewRegistered registered) => HumanKey.IsValid(registered.Code)
        ? Decision.Accept(registered)
        : Problem.Unprocessable("code", HumanKey.Rule, "code");

    public static Decision Describe(Interview interview, InterviewDescription description)
    {
        if (Erased(interview) is { } erased)
            return erased;
        return interview.Description.Says(description) ? Decision.Accept() : Decision.Accept(new InterviewDescribed(description));
    }

    /// <param name="confirmed">The interview's code, repeated by whoever erases it.</param>
    public static Decision Erase(Interview interview, string confirmed, string reason)
    {
        if (Erased(interview) is { } erased)
            return erased;
        return ErasureFacts.NotConfirmed("interview", interview.Code, confirmed) is { } unconfirmed
            ? unconfirmed
            : Decision.Accept(new InterviewErased(reason));
    }

    /// <summary>Consent can be given anew after it was withdrawn: the last word counts, the record keeps all.</summary>
    public static Decision RecordConsent(Interview interview, ConsentRecorded recorded)
    {
        if ((Erased(interview) ?? Unclear(recorded.Scopes)) is { } problem)
            return problem;
        return recorded.Scopes.All(scope => interview.ConsentTo(scope) == new Consent(scope, true, recorded.Basis, recorded.Given))
            ? Decision.Accept()
            : Decision.Accept(recorded);
    }

    /// <summary>What was never recorded as given can be withdrawn as well; that is a refusal.</summary>
    public static Decision WithdrawConsent(Interview interview, ConsentWithdrawn withdrawn)
    {
        if ((Erased(interview) ?? Unclear(withdrawn.Scopes)) is { } problem)
            return problem;
        return withdrawn.Scopes.All(scope => interview.ConsentTo(scope) is { IsGiven: false })
            ? Problem.Conflict("consent-withdrawn", $"Consent to these uses of {Interview.Cite(interview.Code)} is withdrawn already.", "scopes")
            : Decision.Accept(withdrawn);
    }

    /// <param name="today">The day of the decision (UTC).</param>
    public static Decision SetEmbargo(Interview interview, EmbargoSet set, DateOnly today)
    {
        if (Erased(interview) is { } erased)
            return erased;
        if (interview.Embargo == new Embargo(set.Until, set.Reason))
            return Decision.Accept();

        // An embargo in force may be ended early, by one that ends today; there is nothing to end otherwise.
        var inForce = interview.Embargo is { } embargo && today < embargo.Until;
        return set.Until > today || (inForce && set.Until == today)
            ? Decision.Accept(set)
            : Problem.Unprocessable(
                "embargo-past",
                $"An embargo ends on a day after today, {today:yyyy-MM-dd}; {set.Until:yyyy-MM-dd} has no effect. To end one that is in force, give today's date.",
                "until");
    }

    private static Problem? Erased(Interview interview) => interview.IsErased
        ? Problem.Conflict("erased", $"{Interview.Cite(interview.Code)} was erased. No more is recorded of it.")
        : null;

    private static Problem? Unclear(IReadOnlyList<ConsentScope> scopes) => scopes.Count > 0 && scopes.Distinct().Count() == scopes.Count
        ? null
        : Problem.Unprocessable("scopes", "Name at least one use, and each only once: paraphrase, quote, archive, reuse.", "scopes");
}
