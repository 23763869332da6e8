using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Studies;

public sealed class StudyViewTests
{
    [Fact]
    public void It_shows_the_study_as_it_describes_itself()
    {
        var id = Guid.NewGuid();
        var study = StudyStream.Definition.Folded<Study>(
            new StudyOpened("chips", "Chips", null, new(Interviewed: new("more than 100", 100)), "chen2014", [new("one", "One")]),
            new MemberAdded("ana", Role.Owner),
            new StudyRetitled("Chips and cities", "Two cities."),
            new DenominatorCorrected(new(Refused: 3)),
            new ReleaseNamed("submitted", 3),
            new StudyArchived());

        var view = StudyView.Render(id, study, Views.Around(new Stated(id, Kinds.Study, "chips", 6, study))).ShouldHaveSingleItem();

        (view.Kind, view.Id, view.Key, view.Version).ShouldBe((Kinds.Study, id, "chips", 6));
        var body = view.Body.ShouldBeOfType<StudyView>();
        (body.Id, body.Version, body.Title, body.Description, body.Article, body.Archived)
            .ShouldBe((id, 6, "Chips and cities", "Two cities.", "chen2014", true));
        body.Interviews.ShouldBe(new(Refused: 3));
        body.Sections.ShouldBe([new("one", "One")]);
        body.Members.ShouldBe([new("ana", Role.Owner)]);
        body.Releases.ShouldBe([new("submitted", 3, null)]);
    }
}
