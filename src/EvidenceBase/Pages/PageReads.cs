using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Attestations;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using EvidenceBase.Studies;

namespace EvidenceBase.Pages;

/// <summary>Reads what pages show: stored views, now or as of a moment.</summary>
public sealed class PageReads(StudyReads studies, Moments moments, ViewReads views, ViewLists lists, StudyCounts counts)
{
    private const int ListLimit = 200;

    /// <summary>The study at the moment that the address names.</summary>
    public async Task<(Visit? Visit, Problem? Problem)> Arrive(HttpContext http, string study)
    {
        var cancellation = http.RequestAborted;
        if (await views.Identify(study, Kinds.Study, study, cancellation) is null)
            return (null, await views.Absent(study, Kinds.Study, study, cancellation));
        var latest = await moments.Latest(study, cancellation);
        var (asOf, moment) = (ViewReads.AsOf(http), latest);
        if (asOf is not null)
        {
            (var found, var unknown) = await moments.Resolve(study, asOf, cancellation);
            if (unknown is not null)
                return (null, unknown);
            moment = found!;
        }

        var (view, problem) = await views.Find(study, Kinds.Study, study, asOf, cancellation);
        return problem is not null
            ? (null, problem)
            : (new(Read<StudyView>(view!.Json), asOf, moment, latest.Number, $"{http.Request.Scheme}://{http.Request.Host}"), null);
    }

    public async Task<(Shown<TView>? Shown, Problem? Problem)> Find<TView>(
        Visit visit, string kind, string name, CancellationToken cancellation, string? within = null)
    {
        var (view, problem) = await views.Find(visit.Study.Slug, kind, name, visit.Reading, cancellation, within);
        return problem is not null ? (null, problem) : (new(Read<TView>(view!.Json), view.Position), null);
    }

    public async Task<(ShownList<TView>? List, Problem? Problem)> List<TView>(Visit visit, string kind, HttpContext http)
    {
        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return (null, malformed);
        if (!http.Request.Query.ContainsKey("limit"))
            page = page! with { Limit = ListLimit };
        var (list, problem) = await lists.Find(visit.Study.Slug, kind, page!, visit.Reading, http.RequestAborted);
        return problem is not null ? (null, problem) : (new([.. list!.Items.Select(item => Read<TView>(item))], list.Next), null);
    }

    /// <summary>The same visit with what auditors have attested to up to its moment.</summary>
    public async Task<Visit> WithAttestations(Visit visit, CancellationToken cancellation)
    {
        var (list, _) = await lists.Find(visit.Study.Slug, Kinds.Attestation, new(ListLimit, null, Guid.Empty), visit.Reading, cancellation);
        return visit with { Attestations = [.. (list?.Items ?? []).Select(item => Read<AttestationView>(item))] };
    }

    /// <summary>How much was in the study at the moment: the same numbers as the study's own answer gives.</summary>
    public Task<IReadOnlyDictionary<string, KindCount>> Counts(Visit visit, CancellationToken cancellation) => visit.AsOf is null
        ? counts.Now(visit.Study.Slug, cancellation)
        : counts.At(visit.Study.Slug, visit.Moment, cancellation);

    /// <summary>A study's title, for who is invited to it.</summary>
    public async Task<string?> Title(string study, CancellationToken cancellation) =>
        (await views.Find(study, Kinds.Study, study, null, cancellation)).View is { } view ? Read<StudyView>(view.Json).Title : null;

    /// <summary>The studies that the caller may read.</summary>
    public async Task<IReadOnlyList<StudyView>> Studies(Caller caller, CancellationToken cancellation) =>
        [.. (await studies.Rows(caller, new(int.MaxValue - 1, null, Guid.Empty), cancellation)).Select(row => Read<StudyView>(row.Json))];

    private static TView Read<TView>(byte[] json) => JsonSerializer.Deserialize<TView>(json, RecordJson.Options)!;

    private static TView Read<TView>(string json) => JsonSerializer.Deserialize<TView>(json, RecordJson.Options)!;
}
