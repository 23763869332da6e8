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
        },
        Interview.Evolve,
        RegisterChanges,
        InterviewView.Render);

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
