using EvidenceBase.Record.Studies;

namespace EvidenceBase.Studies;

/// <summary>How many things of a kind there are.</summary>
/// <param name="Withdrawn">Those that were withdrawn, retired, retracted or removed; they are not among the active.</param>
public sealed record KindCount(int Active, int Withdrawn);

/// <summary>A study with how much is in it.</summary>
/// <param name="Counts">By kind (<c>claim</c>); a kind of which there is nothing is left out.</param>
/// <param name="Position">The latest position of its record.</param>
/// <param name="RecordedAt">When that became certain.</param>
public sealed record StudyOverview(
    Guid Id,
    string Slug,
    long Version,
    string Title,
    string? Description,
    InterviewDenominator? Interviews,
    string? Article,
    IReadOnlyList<Section> Sections,
    string? Note,
    IReadOnlyList<Member> Members,
    IReadOnlyList<Release> Releases,
    bool Archived,
    IReadOnlyDictionary<string, KindCount> Counts,
    long Position,
    DateTimeOffset RecordedAt)
{
    public static StudyOverview Of(StudyView study, IReadOnlyDictionary<string, KindCount> counts, long position, DateTimeOffset recordedAt) => new(
        study.Id,
        study.Slug,
        study.Version,
        study.Title,
        study.Description,
        study.Interviews,
        study.Article,
        study.Sections,
        study.Note,
        study.Members,
        study.Releases,
        study.Archived,
        counts,
        position,
        recordedAt);
}
