using System.Collections.Immutable;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Interviews;

/// <summary>An interview's own description and consent. What rests on it is asked for separately.</summary>
/// <param name="Standing">Withdrawn where the respondent no longer consents even to being paraphrased.</param>
/// <param name="Erased">Whether everything that was said is erased for good.</param>
/// <param name="StatedConsent">What the material says of consent; <paramref name="Consents"/> is what has been recorded since.</param>
public sealed record InterviewView(
    Guid Id,
    string Code,
    long Version,
    string Citation,
    Standing Standing,
    string? Series,
    string? Province,
    string? Locality,
    string? Role,
    string? Organisation,
    string? Period,
    string? Language,
    Confidentiality? Confidentiality,
    IReadOnlyList<int> Notes,
    string? StatedConsent,
    ImmutableList<Consent> Consents,
    Embargo? Embargo,
    bool Erased)
{
    public static IEnumerable<View> Render(Guid id, Interview interview, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        var description = interview.Description;
        var body = new InterviewView(
            id,
            interview.Code,
            version,
            Interview.Cite(interview.Code),
            interview.IsWithdrawn() ? Standing.Withdrawn : Standing.Active,
            description.Series,
            description.Province,
            description.Locality,
            description.Role,
            description.Organisation,
            description.Period,
            description.Language,
            description.Confidentiality,
            description.Notes ?? [],
            interview.StatedConsent,
            interview.Consents,
            interview.Embargo,
            interview.IsErased);
        yield return new(Kinds.Interview, id, interview.Code, version, interview.Code, body);
    }
}
