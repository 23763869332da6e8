using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Rounds;
using EvidenceBase.Record.Studies;
using EvidenceBase.Tests.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Rounds;

public sealed class RoundDecisionsTests
{
    private static readonly Registered Study = Given.Registered(Kinds.Study, "s") with
    {
        Facts = new Dictionary<string, string>
        {
            [MemberFacts.Name("anna")] = nameof(Role.Coder),
            [MemberFacts.Name("ben")] = nameof(Role.Owner),
            [MemberFacts.Name("rita")] = nameof(Role.Reader),
            [MemberFacts.Name("gone")] = string.Empty,
        },
    };

    private static readonly Registered Document = Given.Registered(Kinds.Document, "d") with
    {
        Facts = new Dictionary<string, string> { ["length"] = "100", ["revision"] = "2" },
    };

    private static readonly Registered Code = Given.Registered(Kinds.Code, "c") with
    {
        Facts = new Dictionary<string, string> { ["codebookVersion"] = "1", ["codable"] = "true" },
    };

    private static readonly RoundCoder[] AnnaAndBen = [new("anna", "anna-1"), new("ben", "ben-1")];

    [Fact]
    public void Given_members_who_may_code_when_a_round_is_opened_then_it_is() =>
        Open(AnnaAndBen).Events.ShouldHaveSingleItem().ShouldBeOfType<RoundOpened>();

    public static TheoryData<RoundCoder[], string> BadCoders => new()
    {
        { [new("anna", "anna-1")], "too-few-coders" },
        { [new("anna", "a"), new("rita", "r")], "may-not-code" },
        { [new("anna", "a"), new("gone", "g")], "may-not-code" },
        { [new("anna", "a"), new("nobody", "n")], "may-not-code" },
        { [new("anna", "a"), new("ben", "a")], "same-coder" },
        { [new("anna", "a"), new("anna", "b")], "same-coder" },
        { [new("anna", "a"), new("ben", "Not A Layer")], "layer" },
        { [new("anna", "a"), new("ben", "consensus")], "layer" },
        { [new("anna", "a"), new("opener", "o")], "coder-of-round" },
    };

    [Theory]
    [MemberData(nameof(BadCoders))]
    public void Given_coders_who_do_not_fit_when_a_round_is_opened_then_it_is_refused(RoundCoder[] coders, string problem) =>
        Open(coders).Problem!.Type.ShouldBe(problem);

    [Fact]
    public void Given_a_coder_of_the_round_when_they_close_it_then_it_is_refused_and_others_may()
    {
        RoundDecisions.Close(Opened(), "ben", null).Problem!.Type.ShouldBe("coder-of-round");
        RoundDecisions.Close(Opened(), "opener", null).Events.ShouldHaveSingleItem().ShouldBeOfType<RoundClosed>();
        RoundDecisions.Close(Closed(), "opener", null).Problem!.Type.ShouldBe("round-closed");
    }

    [Fact]
    public void Given_an_open_round_or_one_of_its_coders_when_a_conflict_is_decided_then_it_is_refused()
    {
        Adjudicate(Opened(), "clara").Problem!.Type.ShouldBe("round-open");
        Adjudicate(Closed(), "anna").Problem!.Type.ShouldBe("coder-of-round");
    }

    [Fact]
    public void Given_a_closed_round_when_a_third_person_decides_then_it_is_recorded_once()
    {
        var decided = Adjudicate(Closed(), "clara").Events.ShouldHaveSingleItem().ShouldBeOfType<ConflictAdjudicated>();

        decided.Applies.ShouldBeFalse();
        decided.Revision.ShouldBe(2);
        Adjudicate(Round.Evolve(Closed(), decided)!, "clara").Problem!.Type.ShouldBe("adjudicated");
    }

    [Theory]
    [InlineData("consensus", "c", null)]
    [InlineData("consensus.second", "c", null)]
    [InlineData("anna-1", "c", "not-the-consensus")]
    [InlineData("consensus", "other", "not-the-consensus")]
    public void Given_a_coding_when_it_is_to_be_the_consensus_then_it_must_say_so(string layer, string code, string? problem)
    {
        var coding = Given.Registered(Kinds.Coding, "x") with
        {
            Facts = new Dictionary<string, string>
            {
                [CodingFacts.Layer] = layer,
                [CodingFacts.Document] = Document.Id.ToString(),
                [CodingFacts.Codes] = (code == "c" ? Code.Id : Guid.NewGuid()).ToString(),
            },
        };

        var decision = RoundDecisions.Adjudicate(Closed(), "clara", Document, Code, 0, 10, coding, "Both are right.");

        decision.Problem?.Type.ShouldBe(problem);
        if (problem is null)
            ((ConflictAdjudicated)decision.Events[0]).CodingId.ShouldBe(coding.Id);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 101)]
    public void Given_a_stretch_outside_of_the_text_when_it_is_decided_about_then_it_is_refused(int start, int end) =>
        RoundDecisions.Adjudicate(Closed(), "clara", Document, Code, start, end, null, "Why not.").Problem!.Type.ShouldBe("range");

    private static Decision Open(RoundCoder[] coders) =>
        RoundDecisions.Open(new("r", "A round", coders, [Document.Id], [Code.Id]), "opener", Study, [Document], [Code]);

    private static Round Opened() => Given.State<Round>(RoundStream.Definition, new RoundOpened("r", "A round", AnnaAndBen, [Document.Id], [Code.Id]));

    private static Round Closed() => Round.Evolve(Opened(), new RoundClosed())!;

    private static Decision Adjudicate(Round round, string actor) =>
        RoundDecisions.Adjudicate(round, actor, Document, Code, 0, 10, null, "It is reported speech.");
}
