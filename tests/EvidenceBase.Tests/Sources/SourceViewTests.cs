using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Sources;

public sealed class SourceViewTests
{
    [Fact]
    public void The_view_shows_the_item_its_citations_and_the_version_of_its_own_stream()
    {
        var id = Guid.NewGuid();
        var source = new Source("zweig2002", SourceExamples.Book, SourceAnnotations.None, "cited by mistake");
        var lookup = new Lookup(
            new Dictionary<Guid, Stated?> { [id] = new(id, Kinds.Source, source.Key, 2, source) },
            new Dictionary<string, IReadOnlyList<Stated>>());

        var view = SourceView.Render(id, source, lookup).ShouldHaveSingleItem();

        (view.Kind, view.Id, view.Key, view.Version).ShouldBe((Kinds.Source, id, "zweig2002", 2));
        var body = view.Body.ShouldBeOfType<SourceView>();
        body.Item.ShouldBe(SourceExamples.Book);
        body.FullNote.Text.ShouldStartWith("David Zweig, Internationalizing China");
        body.Withdrawn.ShouldBeTrue();
        body.WithdrawnReason.ShouldBe("cited by mistake");
    }
}
