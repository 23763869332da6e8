using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;
using static EvidenceBase.Tests.Codings.CodingExamples;

namespace EvidenceBase.Tests.Codings;

public sealed class CodingDecisionsTests
{
    [Fact]
    public void A_segment_is_coded_in_the_present_revision_under_the_present_definition()
    {
        var interview = Guid.CreateVersion7();
        var (code, document, draft) = (Code(version: 7), Document(100, 2, interview), Segment(0, 100));

        var decision = CodingDecisions.CodeSegment(draft, code, document);

        decision.Events.ShouldBe([new SegmentCoded(draft.Id, code.Id, 7, document.Id, interview, 2, 0, 100, "amy")]);
        (decision.Subject, decision.SubjectVersion, decision.Created).ShouldBe((draft.Id, 1, true));
    }

    [Theory]
    [InlineData(-1, 5, "start")]
    [InlineData(5, 5, "end")]
    [InlineData(6, 5, "end")]
    [InlineData(99, 101, "end")]
    [InlineData(100, 101, "end")]
    public void A_segment_lies_within_its_document(int start, int end, string field) =>
        CodingDecisions.CodeSegment(Segment(start, end), Code(), Document(100)).Problem!.Field.ShouldBe(field);

    [Fact]
    public void Positions_of_another_revision_are_refused()
    {
        var problem = CodingDecisions.CodeSegment(Segment(0, 5, revision: 1), Code(), Document(100, revision: 2)).Problem!;

        (problem.Type, problem.Field).ShouldBe(("revision-superseded", "revision"));
        CodingDecisions.CodeSegment(Segment(0, 5, revision: 2), Code(), Document(100, revision: 2)).Problem.ShouldBeNull();
    }

    [Fact]
    public void What_is_withdrawn_is_neither_applied_nor_coded()
    {
        CodingDecisions.CodeSegment(Segment(0, 5), Code(standing: Standing.Withdrawn), Document()).Problem!.Field.ShouldBe("code");
        CodingDecisions.CodeSegment(Segment(0, 5), Code(), Document(standing: Standing.Withdrawn)).Problem!.Field.ShouldBe("document");
        CodingDecisions.CodeSegment(Segment(0, 5), Code(codable: false), Document()).Problem!.Type.ShouldBe("not-codable");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void Confidence_and_weight_are_percentages(int value)
    {
        CodingDecisions.CodeSegment(Segment(0, 5, confidence: value), Code(), Document()).Problem!.Field.ShouldBe("confidence");
        CodingDecisions.CodeSegment(Segment(0, 5, weight: value), Code(), Document()).Problem!.Field.ShouldBe("weight");
    }

    [Theory]
    [InlineData("Amy")]
    [InlineData("")]
    [InlineData(".amy")]
    [InlineData("amy:1")]
    [InlineData("amy\n")]
    public void A_layer_has_a_plain_name(string layer) =>
        CodingDecisions.CodeSegment(Segment(0, 5, layer: layer), Code(), Document()).Problem!.Field.ShouldBe("layer");

    [Theory]
    [InlineData("amy", LayerKind.Person)]
    [InlineData("importer", LayerKind.Person)]
    [InlineData("import", LayerKind.Import)]
    [InlineData("script.topics", LayerKind.Script)]
    [InlineData("consensus.round-1", LayerKind.Consensus)]
    public void The_kind_of_a_layer_follows_from_its_name(string layer, LayerKind kind)
    {
        Layer.IsValid(layer).ShouldBeTrue();
        Layer.KindOf(layer).ShouldBe(kind);
    }

    [Fact]
    public void A_statement_is_coded_with_several_codes_at_once()
    {
        var (one, two, interview, place) = (Code("a", version: 3), Code("b", version: 9), Thing(Kinds.Interview, "JS 036"), Thing(Kinds.Case, "suzhou"));
        var draft = Statement() with { Locator = new("varieties", 14), Judgement = Judgement.Article };

        var decision = CodingDecisions.CodeStatement(draft, [one, two], interview, [place, place]);

        var coded = decision.Events.ShouldHaveSingleItem().ShouldBeOfType<StatementCoded>();
        coded.CodeIds.ShouldBe([one.Id, two.Id]);
        coded.CodebookVersion.ShouldBe(9);
        coded.Cases.ShouldBe([place.Id]);
        (coded.InterviewId, coded.Key, coded.Locator, coded.Judgement).ShouldBe((interview.Id, "st-1", draft.Locator, Judgement.Article));
        (decision.Subject, decision.SubjectKey).ShouldBe((draft.Id, "st-1"));
    }

    [Fact]
    public void The_problem_of_a_statement_names_its_field()
    {
        var (code, interview) = (Code(), Thing(Kinds.Interview, "JS 036"));
        var gone = Thing(Kinds.Case, "suzhou", Standing.Withdrawn);

        CodingDecisions.CodeStatement(Statement(), [], interview, []).Problem!.Field.ShouldBe("codes");
        CodingDecisions.CodeStatement(Statement(), [code, code], interview, []).Problem!.Field.ShouldBe("codes");
        CodingDecisions.CodeStatement(Statement(), [code, Code("b", Standing.Withdrawn)], interview, []).Problem!.Field.ShouldBe("codes[1]");
        CodingDecisions.CodeStatement(Statement(), [code], Thing(Kinds.Interview, "JS 036", Standing.Withdrawn), []).Problem!.Field.ShouldBe("interview");
        CodingDecisions.CodeStatement(Statement(), [code], interview, [gone]).Problem!.Field.ShouldBe("cases[0]");
        CodingDecisions.CodeStatement(Statement("a/b"), [code], interview, []).Problem!.Field.ShouldBe("key");
        CodingDecisions.CodeStatement(Statement(length: 0), [code], interview, []).Problem!.Field.ShouldBe("statement");
        CodingDecisions.CodeStatement(Statement(null), [code], interview, []).Problem.ShouldBeNull();
    }

    [Fact]
    public void A_coding_is_moved_within_its_document_as_that_is_now()
    {
        var (coding, document) = (Thing(Kinds.Coding, "x"), Document(50, 3));

        CodingDecisions.Move(coding, document, null, 10, 50, "why").Events.ShouldBe([new CodingMoved(coding.Id, 3, 10, 50, "why")]);
        CodingDecisions.Move(coding, document, 2, 10, 50, null).Problem!.Field.ShouldBe("revision");
        CodingDecisions.Move(coding, document, null, 10, 51, null).Problem!.Field.ShouldBe("end");
        CodingDecisions.Move(coding, null, null, 10, 50, null).Problem!.Type.ShouldBe("not-a-segment");
    }

    [Fact]
    public void What_was_removed_can_no_longer_be_changed()
    {
        var (removed, document) = (Thing(Kinds.Coding, "x", Standing.Withdrawn), Document());

        CodingDecisions.Note(removed, "n").Problem!.Type.ShouldBe("removed");
        CodingDecisions.Move(removed, document, null, 0, 1, null).Problem!.Type.ShouldBe("removed");
        CodingDecisions.Confirm(removed, Thing(Kinds.Codebook, "codebook"), null).Problem!.Type.ShouldBe("removed");
        CodingDecisions.Remove(removed, "again").Problem!.Type.ShouldBe("removed");
    }

    [Fact]
    public void A_coding_is_confirmed_against_the_codebook_as_it_is()
    {
        var coding = Thing(Kinds.Coding, "x");

        CodingDecisions.Confirm(coding, Thing(Kinds.Codebook, "codebook") with { Version = 21 }, null).Events.ShouldBe([new CodingConfirmed(coding.Id, 21)]);
    }
}
