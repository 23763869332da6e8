using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Documents;

public sealed class DocumentViewTests
{
    private static readonly (Guid Id, Guid Interview, Guid Original) Ids = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
    private static readonly SealedText Text = Texts.Sealed(7);

    private static readonly Document Document = DocumentStream.Definition.Folded<Document>(
        new DocumentDeposited(
            "js-036-en",
            "Notes",
            new(Kinds.Interview, Ids.Interview),
            TextKind.InterviewNotes,
            "en",
            true,
            Texts.Sealed(4),
            new("text/plain", 1, false),
            new(Ids.Original, "A translator")),
        new DocumentRevised(2, Text, new("text/plain", 2, true), [new(4, 4, 4, 7)], "more"));

    [Fact]
    public void It_shows_what_is_known_of_the_text_and_names_what_it_belongs_to()
    {
        var view = DocumentView.Render(
            Ids.Id,
            Document,
            Views.Around(
                new Stated(Ids.Id, Kinds.Document, "js-036-en", 2, Document),
                new Stated(Ids.Interview, Kinds.Interview, "JS 036", 1, new object()),
                new Stated(Ids.Original, Kinds.Document, "js-036", 1, Document))).ShouldHaveSingleItem();

        (view.Kind, view.Id, view.Key, view.Version).ShouldBe((Kinds.Document, Ids.Id, "js-036-en", 2));
        var body = view.Body.ShouldBeOfType<DocumentView>();
        (body.Title, body.Kind, body.Language, body.Confidential, body.Revision, body.Length)
            .ShouldBe(("Notes", TextKind.InterviewNotes, "en", true, 2, 7));
        body.BelongsTo.ShouldBe(new(Kinds.Interview, Ids.Interview, "JS 036"));
        body.Translation.ShouldBe(new(new(Kinds.Document, Ids.Original, "js-036"), "A translator"));
        body.Revisions.Select(revision => (revision.Number, revision.Length, revision.Edits)).ShouldBe([(1, 4, 0), (2, 7, 1)]);
        body.Revisions[1].ShouldBe(new(2, 7, Text.Handle, Text.Commitment, new("text/plain", 2, true), 1, "more"));
    }

    [Fact]
    public void It_is_rendered_without_what_is_not_there_yet_and_asks_for_it()
    {
        var lookup = Views.Around(new Stated(Ids.Id, Kinds.Document, "js-036-en", 2, Document));
        var body = DocumentView.Render(Ids.Id, Document, lookup).Single().Body.ShouldBeOfType<DocumentView>();
        body.BelongsTo.ShouldBe(new(Kinds.Interview, Ids.Interview, null));
        lookup.Missing.ShouldBe([Ids.Interview, Ids.Original], ignoreOrder: true);
    }
}
