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
        },
        Study.Evolve,
        RegisterChanges,
        StudyView.Render);

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
