using System.Collections.Immutable;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Studies;

/// <summary>A study as it describes itself.</summary>
public sealed record StudyView(
    Guid Id,
    string Slug,
    long Version,
    string Title,
    string? Description,
    InterviewDenominator? Interviews,
    string? Article,
    ImmutableList<Section> Sections,
    string? Note,
    ImmutableList<Member> Members,
    ImmutableList<Release> Releases,
    bool Archived)
{
    public static IEnumerable<View> Render(Guid id, Study study, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        var body = new StudyView(
            id,
            study.Slug,
            version,
            study.Title,
            study.Description,
            study.Interviews,
            study.Article,
            study.Sections,
            study.Note,
            study.Members,
            study.Releases,
            study.IsArchived);
        yield return new(Kinds.Study, id, study.Slug, version, study.Slug, body);
    }
}
