using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Interviews;

public sealed class InterviewViewTests
{
    [Fact]
    public void It_shows_description_consent_and_embargo_and_is_cited_by_its_code()
    {
        var id = Guid.NewGuid();
        var interview = InterviewStream.Definition.Folded<Interview>(
            new InterviewRegistered("JS 036", new("JS", "Jiangsu", "Suzhou", "manager", Notes: [45]), "not-stated"),
            new ConsentWithdrawn([ConsentScope.Paraphrase], "letter"),
            new EmbargoSet(new(2030, 1, 1), "promised"));

        var view = InterviewView.Render(id, interview, Views.Around(new Stated(id, Kinds.Interview, "JS 036", 3, interview))).ShouldHaveSingleItem();

        (view.Kind, view.Id, view.Key, view.Version, view.Order).ShouldBe((Kinds.Interview, id, "JS 036", 3, "JS 036"));
        var body = view.Body.ShouldBeOfType<InterviewView>();
        (body.Id, body.Code, body.Version, body.Citation, body.Standing).ShouldBe((id, "JS 036", 3, "Interview JS 036", Standing.Withdrawn));
        (body.Series, body.Province, body.Locality, body.Role, body.StatedConsent).ShouldBe(("JS", "Jiangsu", "Suzhou", "manager", "not-stated"));
        body.Notes.ShouldBe([45]);
        body.Consents.ShouldBe([new(ConsentScope.Paraphrase, false, "letter", null)]);
        body.Embargo.ShouldBe(new(new(2030, 1, 1), "promised"));
    }
}
