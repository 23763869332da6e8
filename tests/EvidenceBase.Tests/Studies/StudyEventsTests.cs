using EvidenceBase.Record.Studies;
using Xunit;

namespace EvidenceBase.Tests.Studies;

public sealed class StudyEventsTests
{
    [Fact]
    public void Events_stay_as_they_were_stored() => StudyStream.Definition.ShouldStayAsStored(
        ("study_opened",
            new StudyOpened(
                "chen-2014",
                "Capital and upgrading",
                "Two cities.",
                new(null, new("more than 100", 100), null, 46, "2008–2011", ["Suzhou"]),
                "chen2014",
                [new("varieties", "Varieties")],
                "Paraphrased."),
            """{"slug":"chen-2014","title":"Capital and upgrading","description":"Two cities.","interviews":{"interviewed":{"stated":"more than 100","atLeast":100},"cited":46,"period":"2008–2011","places":["Suzhou"]},"article":"chen2014","sections":[{"key":"varieties","title":"Varieties"}],"note":"Paraphrased."}"""),
        ("study_opened", new StudyOpened("plain", "Plain"), """{"slug":"plain","title":"Plain"}"""),
        ("study_retitled", new StudyRetitled("Title", null), """{"title":"Title"}"""),
        ("denominator_corrected", new DenominatorCorrected(new(120, new("101"), 19)), """{"interviews":{"sought":120,"interviewed":{"stated":"101"},"refused":19}}"""),
        ("member_added", new MemberAdded("local:ana", Role.Owner), """{"principal":"local:ana","role":"owner"}"""),
        ("member_role_changed", new MemberRoleChanged("local:ana", Role.Auditor), """{"principal":"local:ana","role":"auditor"}"""),
        ("member_removed", new MemberRemoved("local:ana"), """{"principal":"local:ana"}"""),
        ("release_named", new ReleaseNamed("submitted", 412, "First version"), """{"name":"submitted","position":412,"note":"First version"}"""),
        ("study_archived", new StudyArchived("Done"), """{"reason":"Done"}"""),
        ("study_reopened", new StudyReopened(), "{}"));
}
