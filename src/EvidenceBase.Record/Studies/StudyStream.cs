using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Studies;

public static class StudyStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Study>(
        Kinds.Study,
        new Dictionary<string, Type>
        {
            ["study_opened"] = typeof(StudyOpened),
            ["study_retitled"] = typeof(StudyRetitled),
            ["denominator_corrected"] = typeof(DenominatorCorrected),
            ["member_added"] = typeof(MemberAdded),
            ["member_role_changed"] = typeof(MemberRoleChanged),
            ["member_removed"] = typeof(MemberRemoved),
            ["release_named"] = typeof(ReleaseNamed),
            ["study_archived"] = typeof(StudyArchived),
            ["study_reopened"] = typeof(StudyReopened),
            ["study_change_undone"] = typeof(StudyChangeUndone),
            ["study_change_redone"] = typeof(StudyChangeRedone),
        },
        Study.Evolve,
        RegisterChanges,
        StudyView.Render,
        reversals: ReversalRules.Of<Study, StudyChangeUndone, StudyChangeRedone>(
            Study.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            @event => @event switch
            {
                StudyRetitled => ["title"],
                DenominatorCorrected => ["interviews"],
                StudyArchived or StudyReopened => ["standing"],
                ReleaseNamed named => [$"release:{named.Name}"],
                MemberAdded or MemberRoleChanged or MemberRemoved => ["members"],
                _ => [string.Empty],
            },
            final: new Dictionary<Type, string>
            {
                [typeof(StudyOpened)] = "A study that was opened stays. Archive it instead.",
                [typeof(MemberAdded)] = "Who belongs to a study is not undone. End the membership instead.",
                [typeof(MemberRoleChanged)] = "Who may do what is not undone. Change the role again.",
                [typeof(MemberRemoved)] = "Who belongs to a study is not undone. Add the member again.",
                [typeof(ReleaseNamed)] = "A release may have been cited and never moves or goes. Name another.",
            }));

    private static IEnumerable<RegisterChange> RegisterChanges(Guid studyId, object @event) => @event switch
    {
        StudyOpened opened => [new RegisterChange.Enters(Kinds.Study, studyId, opened.Slug)],
        StudyArchived => [new RegisterChange.Changes(studyId), new RegisterChange.Stands(studyId, Standing.Withdrawn)],
        StudyReopened => [new RegisterChange.Changes(studyId), new RegisterChange.Stands(studyId, Standing.Active)],
        MemberAdded added => [new RegisterChange.Changes(studyId, MemberFacts.Of(added.Principal, added.Role))],
        MemberRoleChanged changed => [new RegisterChange.Changes(studyId, MemberFacts.Of(changed.Principal, changed.Role))],
        MemberRemoved removed => [new RegisterChange.Changes(studyId, MemberFacts.Of(removed.Principal, null))],
        _ => [new RegisterChange.Changes(studyId)],
    };
}
