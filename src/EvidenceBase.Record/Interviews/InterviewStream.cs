using System.Globalization;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Interviews;

public static class InterviewStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Interview>(
        Kinds.Interview,
        new Dictionary<string, Type>
        {
            ["interview_registered"] = typeof(InterviewRegistered),
            ["interview_described"] = typeof(InterviewDescribed),
            ["consent_recorded"] = typeof(ConsentRecorded),
            ["consent_withdrawn"] = typeof(ConsentWithdrawn),
            ["embargo_set"] = typeof(EmbargoSet),
            ["interview_erased"] = typeof(InterviewErased),
            ["interview_change_undone"] = typeof(InterviewChangeUndone),
            ["interview_change_redone"] = typeof(InterviewChangeRedone),
        },
        Interview.Evolve,
        RegisterChanges,
        InterviewView.Render,
        reversals: ReversalRules.Of<Interview, InterviewChangeUndone, InterviewChangeRedone>(
            Interview.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            @event => @event is InterviewDescribed ? ["description"] : [string.Empty],
            final: new Dictionary<Type, string>
            {
                [typeof(ConsentRecorded)] = "What a respondent said of consent is not undone. Record what they say now: the last word counts.",
                [typeof(ConsentWithdrawn)] = "What a respondent said of consent is not undone. Record what they say now: the last word counts.",
                [typeof(EmbargoSet)] = "An embargo is agreed with the respondent and is not undone. Set another, or end it with today's date.",
                [typeof(InterviewErased)] = "Erasing cannot be undone: the key is destroyed.",
            }),
        content: interview => interview);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid interviewId, object @event) => @event switch
    {
        InterviewRegistered registered =>
            [new RegisterChange.Enters(Kinds.Interview, interviewId, registered.Code, InterviewFacts.Of(registered.Description))],
        InterviewDescribed described => [new RegisterChange.Changes(interviewId, InterviewFacts.Of(described.Description))],
        EmbargoSet set =>
        [
            new RegisterChange.Changes(
                interviewId,
                new Dictionary<string, string> { [InterviewFacts.EmbargoUntil] = set.Until.ToString("O", CultureInfo.InvariantCulture) }),
        ],
        ConsentRecorded recorded => Standing(interviewId, recorded.Scopes, Kernel.Standing.Active),
        ConsentWithdrawn withdrawn => Standing(interviewId, withdrawn.Scopes, Kernel.Standing.Withdrawn),
        InterviewErased =>
            [new RegisterChange.Changes(interviewId, ErasureFacts.Of()), new RegisterChange.Stands(interviewId, Kernel.Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(interviewId)],
    };

    /// <summary>An interview whose respondent does not even consent to being paraphrased can no longer be cited.</summary>
    private static IEnumerable<RegisterChange> Standing(Guid interviewId, IReadOnlyList<ConsentScope> scopes, Standing standing)
    {
        yield return new RegisterChange.Changes(interviewId);
        if (scopes.Contains(ConsentScope.Paraphrase))
            yield return new RegisterChange.Stands(interviewId, standing);
    }
}
