using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Codebooks;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Codings;

public sealed class CodingViewTests
{
    private static readonly Guid Interview = Guid.CreateVersion7();
    private static readonly Guid Document = Guid.CreateVersion7();
    private static readonly SealedText Text = new(Guid.CreateVersion7(), 20, "ab");
    private static readonly TextForm Form = new("text/plain", 1, false);

    [Fact]
    public void A_segment_is_shown_where_it_stands_now()
    {
        var revised = new DocumentRevised(2, Text with { Length = 23 }, Form, [new(0, 0, 0, 3)]);
        var coding = Of(new SegmentCoded(Guid.CreateVersion7(), BookOfTest.Of("a")["a"], 1, Document, Interview, 1, 5, 9, "amy"));

        Render(coding, BookOfTest.Of("a")).Segment!.Present.ShouldBeNull();
        Render(coding, BookOfTest.Of("a"), revised).Segment!.Present.ShouldBe(new PresentPlace(2, 8, 12, Fate.Unchanged));
    }

    [Fact]
    public void A_code_is_shown_with_what_became_of_it()
    {
        var book = BookOfTest.Of("a", "b", "c");
        var coding = Of(new SegmentCoded(Guid.CreateVersion7(), book["a"], 1, Document, null, 1, 5, 9, "amy"));
        book.Merge("b", "a");
        book.Split("b", "b-1", "b-2");

        var code = Render(coding, book).Codes.ShouldHaveSingleItem();

        (code.Key, code.Status, code.PartOf!.Key).ShouldBe(("a", CodeStatus.Merged, "b"));
        code.OpenBetween.Select(one => one.Key).ShouldBe(["b-1", "b-2"]);
    }

    [Fact]
    public void A_coding_is_older_than_its_code_until_it_is_confirmed()
    {
        var book = BookOfTest.Of("a");
        var id = Guid.CreateVersion7();
        var coded = new SegmentCoded(id, book["a"], 1, Document, null, 1, 5, 9, "amy");
        Render(Of(coded), book).Codes[0].RedefinedSince.ShouldBeFalse();

        book.Take(CodebookDecisions.Describe(book.Book, book["a"], new("a", Definition: "anew"), null));

        Render(Of(coded), book).Codes[0].RedefinedSince.ShouldBeTrue();
        Render(Of(coded, new CodingConfirmed(id, 2)), book).Codes[0].RedefinedSince.ShouldBeFalse();
    }

    [Fact]
    public void A_statement_is_cited_by_its_interview_and_stands_sealed()
    {
        var book = BookOfTest.Of("a", "b");
        var coding = Of(new StatementCoded(
            Guid.CreateVersion7(), "st-js036-1", [book["a"], book["b"]], 2, Interview, Text, "script.reader", new("varieties", 3), Judgement.Article, []));

        var view = Render(coding, book);

        (view.Citation, view.Interview!.Key, view.LayerKind).ShouldBe(("Interview JS 036", "JS 036", LayerKind.Script));
        view.Codes.Select(code => code.Key).ShouldBe(["a", "b"]);
        (view.Statement, view.Segment).ShouldBe((Text, null));
    }

    private static Coding Of(params object[] events) => events.Aggregate((Coding?)null, Coding.Evolve)!;

    private static CodingView Render(Coding coding, BookOfTest book, params object[] revisions)
    {
        var document = DocumentStream.Definition.Folded<Document>(
            [new DocumentDeposited("js-036", "Notes", null, TextKind.InterviewNotes, null, true, Text, Form), .. revisions]);
        var interview = new InterviewRegistered("JS 036", new());
        var codebook = new Stated(Guid.CreateVersion7(), Kinds.Codebook, null, book.Book.Version, book.Book);
        Stated[] known =
        [
            codebook,
            new(Document, Kinds.Document, "js-036", document.Revisions.Count, document),
            new(Interview, Kinds.Interview, "JS 036", 1, InterviewStream.Definition.Folded<Interview>(interview)),
        ];
        var lookup = new Lookup(
            known.ToDictionary(one => one.Id, Stated? (one) => one),
            new Dictionary<string, IReadOnlyList<Stated>> { [Kinds.Codebook] = [codebook] });
        var view = CodingView.Of(coding, lookup);
        lookup.IsComplete.ShouldBeTrue();
        return view;
    }
}
