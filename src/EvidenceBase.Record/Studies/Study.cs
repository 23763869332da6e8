using System.Collections.Immutable;

namespace EvidenceBase.Record.Studies;

public sealed record Member(string Principal, Role Role);

/// <summary>A position of the record under the name by which it is cited.</summary>
public sealed record Release(string Name, long Position, string? Note);

/// <summary>One research project: who belongs to it, what its interviews are counted against, which of its moments have names.</summary>
public sealed record Study(
    string Slug,
    string Title,
    string? Description,
    InterviewDenominator? Interviews,
    string? Article,
    ImmutableList<Section> Sections,
    string? Note,
    ImmutableList<Member> Members,
    ImmutableList<Release> Releases,
    bool IsArchived)
{
    public static Study? Evolve(Study? study, object @event) => (study, @event) switch
    {
        (null, StudyOpened opened) => new(
            opened.Slug, opened.Title, opened.Description, opened.Interviews, opened.Article, [.. opened.Sections ?? []], opened.Note, [], [], false),
        ({ }, StudyRetitled retitled) => study with { Title = retitled.Title, Description = retitled.Description },
        ({ }, DenominatorCorrected corrected) => study with { Interviews = corrected.Interviews },
        ({ }, MemberAdded added) => study with { Members = study.Members.Add(new(added.Principal, added.Role)) },
        ({ }, MemberRoleChanged changed) => study with
        {
            Members = [.. study.Members.Select(member => member.Principal == changed.Principal ? member with { Role = changed.Role } : member)],
        },
        ({ }, MemberRemoved removed) => study with { Members = study.Members.RemoveAll(member => member.Principal == removed.Principal) },
        ({ }, ReleaseNamed named) => study with { Releases = study.Releases.Add(new(named.Name, named.Position, named.Note)) },
        ({ }, StudyArchived) => study with { IsArchived = true },
        ({ }, StudyReopened) => study with { IsArchived = false },
        _ => study,
    };

    public Member? Member(string principal) => Members.Find(member => member.Principal == principal);

    public Release? Release(string name) => Releases.Find(release => release.Name == name);

    /// <summary>Whether the study would be left without an owner if this member ceased to be one.</summary>
    public bool IsLastOwner(Member member) => member.Role == Role.Owner && Members.Count(other => other.Role == Role.Owner) == 1;
}
