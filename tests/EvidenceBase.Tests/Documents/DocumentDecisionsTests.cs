using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Documents;

public sealed class DocumentDecisionsTests
{
    private static readonly TextForm Form = new("text/plain", 1, false);
    private static readonly Registered Interview = Thing(Kinds.Interview, ("confidential", "true"));

    private static readonly DocumentDeposited Deposited =
        new("js-036", "Transcript", Interview.Refer(), TextKind.Transcript, "zh", true, Texts.Sealed(10), Form);

    private static readonly DocumentDeposited Alone = Deposited with { BelongsTo = null, Confidential = false };

    [Fact]
    public void A_text_is_deposited_with_an_interview_or_alone()
    {
        DocumentDecisions.Deposit(Deposited, Interview).Events.ShouldBe([Deposited]);
        DocumentDecisions.Deposit(Alone).Events.ShouldBe([Alone]);
    }

    [Fact]
    public void What_was_withdrawn_gets_no_more_texts()
    {
        DocumentDecisions.Deposit(Deposited, Interview with { Standing = Standing.Withdrawn }).Problem!.Field.ShouldBe("belongsTo");
        var original = Thing(Kinds.Document, ("confidential", "false")) with { Standing = Standing.Withdrawn };
        DocumentDecisions.Deposit(Alone, null, original).Problem!.Field.ShouldBe("translationOf");
    }

    [Fact]
    public void Given_a_document_of_its_own_when_it_is_erased_then_no_more_is_recorded_of_it()
    {
        var alone = Document.Evolve(null, Alone)!;

        DocumentDecisions.Erase(alone, "another", "not ours").Problem!.Field.ShouldBe("confirm");
        var erased = Document.Evolve(alone, DocumentDecisions.Erase(alone, "js-036", "not ours").Events.ShouldHaveSingleItem())!;
        DocumentDecisions.Erase(erased, "js-036", "again").Problem!.Type.ShouldBe("erased");
        DocumentDecisions.Revise(erased, Texts.Sealed(9), Form, new([new(9, 10, 9, 9)]), null).Problem!.Type.ShouldBe("erased");
    }

    [Fact]
    public void Given_a_document_of_an_interview_when_it_is_erased_then_the_interview_must_be() =>
        DocumentDecisions.Erase(Document.Evolve(null, Deposited)!, "js-036", "asked for").Problem!.Type.ShouldBe("erase-the-interview");

    [Fact]
    public void What_is_drawn_from_something_confidential_is_confidential()
    {
        DocumentDecisions.Deposit(Deposited with { Confidential = false }, Interview).Problem!.Type.ShouldBe("confidential");
        DocumentDecisions.Deposit(Deposited with { Confidential = false }, Thing(Kinds.Interview, ("confidential", "false"))).Problem.ShouldBeNull();
        DocumentDecisions.Deposit(Deposited with { Confidential = false }, Thing(Kinds.Source)).Problem.ShouldBeNull();
        DocumentDecisions.Deposit(Alone, null, Thing(Kinds.Document, ("confidential", "true"))).Problem!.Type.ShouldBe("confidential");
    }

    [Fact]
    public void A_translation_belongs_to_the_interview_of_its_original()
    {
        var original = Thing(Kinds.Document, ("confidential", "true"), ("interview", Interview.Id.ToString()));
        DocumentDecisions.Deposit(Deposited, Interview, original).Problem.ShouldBeNull();
        DocumentDecisions.Deposit(Deposited with { BelongsTo = null }, null, original).Problem!.Type.ShouldBe("translation-elsewhere");
        DocumentDecisions.Deposit(Deposited, Thing(Kinds.Interview), original).Problem!.Type.ShouldBe("translation-elsewhere");
    }

    [Fact]
    public void Neither_key_nor_text_may_be_empty()
    {
        DocumentDecisions.Deposit(Alone with { Key = "" }).Problem!.Type.ShouldBe("key");
        DocumentDecisions.Deposit(Alone with { Text = Texts.Sealed(0) }).Problem!.Type.ShouldBe("empty-text");
        DocumentDecisions.Revise(Given(), Texts.Sealed(0), Form, new([new(0, 10, 0, 0)]), null).Problem!.Type.ShouldBe("empty-text");
    }

    [Fact]
    public void A_revision_follows_the_last_and_carries_its_mapping()
    {
        var text = Texts.Sealed(13);
        var mapping = new RevisionMapping([new(2, 2, 2, 5)]);
        var revised = DocumentDecisions.Revise(Given(), text, Form, mapping, "more").Events.ShouldHaveSingleItem().ShouldBeOfType<DocumentRevised>();
        (revised.Revision, revised.Text, revised.Note).ShouldBe((2, text, "more"));
        revised.Mapping.ShouldBe([new(2, 2, 2, 5)]);
        DocumentDecisions.Revise(Given(revised), Texts.Sealed(10), Form, mapping.Inverse(), null).Events.ShouldHaveSingleItem()
            .ShouldBeOfType<DocumentRevised>().Revision.ShouldBe(3);
    }

    [Fact]
    public void The_same_text_again_is_no_revision() =>
        DocumentDecisions.Revise(Given(), Texts.Sealed(10), Form, new([]), null).Events.ShouldBeEmpty();

    [Fact]
    public void A_mapping_from_another_text_is_refused() =>
        DocumentDecisions.Revise(Given(), Texts.Sealed(12), Form, new([new(2, 2, 2, 5)]), null).Problem!.Type.ShouldBe("mapping");

    [Fact]
    public void The_register_knows_length_revision_and_whose_it_is()
    {
        var id = Guid.NewGuid();
        var entered = DocumentStream.Definition.RegisterChanges(id, Deposited).ShouldHaveSingleItem().ShouldBeOfType<RegisterChange.Enters>();
        (entered.Kind, entered.Id, entered.Key).ShouldBe((Kinds.Document, id, "js-036"));
        var document = new Registered(Kinds.Document, id, id, "js-036", 1, Standing.Active, entered.Facts!);
        (DocumentFacts.LengthOf(document), DocumentFacts.RevisionOf(document), DocumentFacts.InterviewOf(document)).ShouldBe((10, 1, Interview.Id));
        DocumentFacts.IsConfidential(document).ShouldBeTrue();

        var revised = new DocumentRevised(2, Texts.Sealed(7), Form, []);
        DocumentStream.Definition.RegisterChanges(id, revised).ShouldHaveSingleItem().ShouldBeOfType<RegisterChange.Changes>()
            .Facts.ShouldBe(new Dictionary<string, string> { ["length"] = "7", ["revision"] = "2" });

        var source = Thing(Kinds.Source);
        DocumentStream.Definition.RegisterChanges(id, Alone with { BelongsTo = source.Refer() }).ShouldHaveSingleItem()
            .ShouldBeOfType<RegisterChange.Enters>().Facts!["source"].ShouldBe(source.Id.ToString());
    }

    private static Document Given(params object[] events) => DocumentStream.Definition.Folded<Document>([Deposited, .. events]);

    private static Registered Thing(string kind, params (string Name, string Value)[] facts)
    {
        var id = Guid.NewGuid();
        return new(kind, id, id, $"a {kind}", 1, Standing.Active, facts.ToDictionary(fact => fact.Name, fact => fact.Value));
    }
}
