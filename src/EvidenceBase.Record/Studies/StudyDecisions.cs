using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Studies;

/// <summary>What may happen to a study. Invariants: it always has an owner; a release never moves; archived, it takes nothing but its reopening.</summary>
public static class StudyDecisions
{
    /// <param name="owner">Whoever opens a study owns it.</param>
    public static Decision Open(StudyOpened opened, string owner) => StudySlug.IsValid(opened.Slug)
        ? Decision.Accept(opened, new MemberAdded(owner, Role.Owner))
        : Problem.Unprocessable("slug", StudySlug.Rule, "slug");

    /// <summary>States title, description and denominator anew; what is the same as before leaves no event.</summary>
    public static Decision Describe(Study study, string title, string? description, InterviewDenominator? interviews)
    {
        if (Archived(study) is { } archived)
            return archived;
        var events = new List<object>();
        if (study.Title != title || study.Description != description)
            events.Add(new StudyRetitled(title, description));
        if (interviews is not null && !Same(interviews, study.Interviews))
            events.Add(new DenominatorCorrected(interviews));
        return Decision.Accept(events);
    }

    public static Decision AddMember(Study study, string principal, Role role)
    {
        if (Archived(study) is { } archived)
            return archived;
        return study.Member(principal) is { } member
            ? Problem.Conflict("already-member", $"“{principal}” is a member already, as {Word(member.Role)}. Change the role instead.", "principal")
            : Decision.Accept(new MemberAdded(principal, role));
    }

    public static Decision ChangeRole(Study study, string principal, Role role)
    {
        if (Archived(study) is { } archived)
            return archived;
        if (study.Member(principal) is not { } member)
            return Problem.NotFound("member", principal);
        if (member.Role == role)
            return Decision.Accept();
        return study.IsLastOwner(member) ? LastOwner(principal) : Decision.Accept(new MemberRoleChanged(principal, role));
    }

    public static Decision RemoveMember(Study study, string principal)
    {
        if (Archived(study) is { } archived)
            return archived;
        if (study.Member(principal) is not { } member)
            return Problem.NotFound("member", principal);
        return study.IsLastOwner(member) ? LastOwner(principal) : Decision.Accept(new MemberRemoved(principal));
    }

    /// <param name="latest">The latest position of the study that has become certain.</param>
    public static Decision NameRelease(Study study, ReleaseNamed named, long latest)
    {
        if (Archived(study) is { } archived)
            return archived;
        if (!ReleaseName.IsValid(named.Name))
            return Problem.Unprocessable("release-name", ReleaseName.Rule, "name");
        if (study.Release(named.Name) is { } release)
        {
            return Problem.Conflict(
                "release-taken", $"“{release.Name}” already names position {release.Position}. A release is never moved; choose another name.", "name");
        }

        return named.Position >= 1 && named.Position <= latest
            ? Decision.Accept(named)
            : Problem.Unprocessable("position-out-of-range", $"A release names a position between 1 and the latest, which is {latest}.", "position");
    }

    public static Decision Archive(Study study, string? reason) =>
        Archived(study) is { } archived ? archived : Decision.Accept(new StudyArchived(reason));

    public static Decision Reopen(Study study, string? reason) => study.IsArchived
        ? Decision.Accept(new StudyReopened(reason))
        : Problem.Conflict("not-archived", $"The study “{study.Slug}” is not archived.");

    /// <summary>For commands of every other word: the problem of writing to this study, or none.</summary>
    public static Problem? Closed(Registered study) => study.IsActive ? null : Archived(study.Name);

    private static Problem? Archived(Study study) => study.IsArchived ? Archived(study.Slug) : null;

    private static Problem Archived(string slug) =>
        Problem.Conflict("archived", $"The study “{slug}” is archived and takes no commands. Reopen it first.");

    private static Problem LastOwner(string principal) =>
        Problem.Conflict("last-owner", $"“{principal}” is the only owner, and a study always has one. Make someone else an owner first.", "principal");

    private static bool Same(InterviewDenominator one, InterviewDenominator? other) =>
        other is not null && one with { Places = null } == other with { Places = null } && (one.Places ?? []).SequenceEqual(other.Places ?? []);

#pragma warning disable CA1308 // the words of the contract are lower-case
    private static string Word(Role role) => role.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
