using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Sources;

public sealed class SourceDecisionsTests
{
    private static readonly Source Registered = new("zweig2002", SourceExamples.Book with { Id = "zweig2002" }, SourceAnnotations.None);

    [Fact]
    public void Registering_gives_the_item_the_key_as_its_id()
    {
        var decision = SourceDecisions.Register("zweig2002", SourceExamples.Book, SourceAnnotations.None);

        decision.Events.ShouldBe([new SourceRegistered("zweig2002", SourceExamples.Book with { Id = "zweig2002" }, SourceAnnotations.None)]);
    }

    [Theory]
    [InlineData("a/b", "book", "T", null, "key-invalid", "key")]
    [InlineData("k", "livre", "T", null, "item-type-unknown", "item.type")]
    [InlineData("k", "book", " ", null, "title-missing", "item.title")]
    [InlineData("k", "book", "T", "other", "item-id-differs", "item.id")]
    public void What_cannot_be_cited_is_refused_at_its_field(string key, string type, string title, string? id, string problem, string field)
    {
        var decision = SourceDecisions.Register(key, new CslItem { Type = type, Title = title, Id = id }, SourceAnnotations.None);

        decision.Problem.ShouldNotBeNull().Type.ShouldBe(problem);
        decision.Problem.Field.ShouldBe(field);
        decision.Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_name_without_any_name_is_refused_with_its_place()
    {
        var item = SourceExamples.Book with { Editor = [new CslName { Family = "Zhong" }, new CslName { Suffix = "Jr." }] };

        SourceDecisions.Register("k", item, SourceAnnotations.None).Problem!.Field.ShouldBe("item.editor[1]");
    }

    [Theory]
    [InlineData(2003, 13, null)]
    [InlineData(2003, 0, null)]
    [InlineData(2003, 1, 32)]
    public void A_date_that_is_none_is_refused(int year, int month, int? day)
    {
        var item = SourceExamples.Book with { Issued = CslDate.On(year, month, day) };

        SourceDecisions.Register("k", item, SourceAnnotations.None).Problem!.Field.ShouldBe("item.issued.date-parts");
    }

    [Theory]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://example.org/a", true)]
    [InlineData("www.example.org", true)]
    public void An_address_that_could_do_harm_as_a_link_is_refused(string url, bool taken) =>
        SourceDecisions.Register("k", SourceExamples.Book with { Url = url }, SourceAnnotations.None)
            .Problem.ShouldBe(taken ? null : Problem.Unprocessable("address-invalid", "An address begins with http, https or ftp; anything else could do harm where it is shown as a link.", "item.URL"));

    [Fact]
    public void Missing_data_may_not_be_named_without_marking_the_source_incomplete()
    {
        var annotations = new SourceAnnotations { Missing = ["publisher"] };

        SourceDecisions.Register("k", SourceExamples.Book, annotations).Problem!.Type.ShouldBe("incompleteness-unclear");
        SourceDecisions.Register("k", SourceExamples.Book, annotations with { Incomplete = true }).Problem.ShouldBeNull();
    }

    [Fact]
    public void Correcting_to_what_the_record_already_says_writes_nothing()
    {
        var same = SourceExamples.Book with { Author = [new CslName { Family = "Zweig", Given = "David" }] };

        var decision = SourceDecisions.Correct(Registered, same, new SourceAnnotations());

        decision.Problem.ShouldBeNull();
        decision.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Correcting_replaces_item_and_annotations_and_keeps_the_key()
    {
        var annotations = new SourceAnnotations { FirstNote = 28 };

        var decision = SourceDecisions.Correct(Registered, SourceExamples.Book with { Edition = "2" }, annotations);

        var corrected = decision.Events.ShouldHaveSingleItem().ShouldBeOfType<SourceCorrected>();
        var source = Source.Evolve(Registered, corrected)!;
        source.Key.ShouldBe("zweig2002");
        source.Item.Edition.ShouldBe("2");
        source.Annotations.FirstNote.ShouldBe(28);
    }

    [Fact]
    public void A_withdrawn_source_is_neither_corrected_nor_withdrawn_again()
    {
        var withdrawn = Source.Evolve(Registered, new SourceWithdrawn("cited by mistake"))!;

        SourceDecisions.Correct(withdrawn, SourceExamples.Book with { Edition = "2" }, SourceAnnotations.None).Problem!.Kind.ShouldBe(ProblemKind.Conflict);
        SourceDecisions.Withdraw(withdrawn, "again").Problem!.Detail.ShouldContain("cited by mistake");
    }

    [Fact]
    public void A_withdrawal_says_why()
    {
        SourceDecisions.Withdraw(Registered, " ").Problem!.Type.ShouldBe("reason-missing");
        SourceDecisions.Withdraw(Registered, "superseded").Events.ShouldBe([new SourceWithdrawn("superseded")]);
    }
}
