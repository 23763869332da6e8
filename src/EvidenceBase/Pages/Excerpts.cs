using System.Text.Json;
using EvidenceBase.Access.Trail;
using EvidenceBase.Codings;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.WhereUsed;

namespace EvidenceBase.Pages;

/// <summary>The words under a coding.</summary>
/// <param name="MayLeave">Whether they may be printed: nothing of a confidential interview leaves the study without consent to quote it.</param>
public sealed record Excerpt(string Text, bool MayLeave);

/// <summary>
/// Joins the words under cited codings while a page is made. Consent, embargo and erasure count as they are now, whatever moment is shown;
/// words that may not be shown are left out, and the page says that they are sealed. Who may not read the texts of the study is shown only
/// what may be printed.
/// </summary>
public sealed class Excerpts(CodingTexts texts, ViewReads views, AccessTrail trail, TimeProvider time)
{
    public async Task<IReadOnlyDictionary<Guid, Excerpt>> Of(HttpContext http, string study, object view, Uses? uses)
    {
        var (cancellation, readsTexts) = (http.RequestAborted, GrantedRights.Include(http, Right.ReadTexts));
        var found = new Dictionary<Guid, Excerpt>();
        var interviews = new Dictionary<Guid, InterviewView?>();
        foreach (var (coding, interviewId) in Cited(view, uses).Distinct())
        {
            if (interviewId is { } id && !interviews.ContainsKey(id))
                interviews[id] = await Interview(study, id, cancellation);
            var interview = interviewId is { } of ? interviews[of] : null;
            var mayLeave = interview is not null && MayLeave(interview);
            if ((!readsTexts && !mayLeave) || (interviewId is not null && !MayBeShown(interview)) || (await texts.Find(study, coding.ToString(), cancellation)).Text is not { } words)
                continue;
            found[coding] = new(words.Text, mayLeave);
        }

        await trail.RecordAll(
            http, TrailAction.TextViewed, study, [.. found.Where(one => !one.Value.MayLeave).Select(one => new TrailThing(Kinds.Coding, one.Key))]);
        return found;
    }

    private static IEnumerable<(Guid Coding, Guid? Interview)> Cited(object view, Uses? uses) => view switch
    {
        StepView step => step.Claims.SelectMany(claim => Cited(claim, null)),
        ClaimView claim => claim.Evidence.Select(one => one.Citation).OfType<CitationView>()
            .Where(citation => citation.Kind == Kinds.Coding && citation.Excerpt is not null)
            .Select(citation => (citation.Id, citation.Interview?.Id)),
        InterviewView => uses?.Codings.Select(one => (one.Coding.Id, one.Coding.InterviewId)) ?? [],
        _ => [],
    };

    private bool MayBeShown(InterviewView? interview) =>
        interview is { Standing: Standing.Active } && !(interview.Embargo is { } embargo && embargo.Until > DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    private static bool MayLeave(InterviewView interview) =>
        interview.Confidentiality is Confidentiality.Open or Confidentiality.NotForAttribution
        || interview.Consents.Exists(consent => consent is { Scope: ConsentScope.Quote, IsGiven: true });

    private async Task<InterviewView?> Interview(string study, Guid id, CancellationToken cancellation) =>
        (await views.Find(study, Kinds.Interview, id.ToString(), null, cancellation)).View is { } view
            ? JsonSerializer.Deserialize<InterviewView>(view.Json, RecordJson.Options)
            : null;
}
