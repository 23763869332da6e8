using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Claims;

public sealed class ClaimDecisionsTests
{
    private static readonly Guid ClaimId = Guid.Parse("0199a0b0-0000-7000-8000-00000000000c");
    private static readonly Guid EvidenceId = Guid.Parse("0199a0b0-0000-7000-8000-00000000000e");
    private static readonly ClaimAsserted Asserted = new("C1", ClaimKind.Causal, "One.", Judgement.Reading, null, []);

    [Fact]
    public void Given_a_withdrawn_source_when_it_is_cited_then_the_link_is_refused_at_the_field()
    {
        var source = Given.Registered(Kinds.Source, "wade2003", standing: Standing.Withdrawn);

        var decision = ClaimDecisions.Link(ClaimId, Claim(), Linked(source), source);

        decision.Problem.ShouldNotBeNull().Type.ShouldBe("withdrawn");
        decision.Problem.Field.ShouldBe("cites");
        decision.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Given_a_claim_when_it_cites_itself_then_the_link_is_refused()
    {
        var itself = Given.Registered(Kinds.Claim, "C1", id: ClaimId);

        ClaimDecisions.Link(ClaimId, Claim(), Linked(itself), itself).Problem!.Type.ShouldBe("self-citation");
    }

    [Fact]
    public void Given_a_figure_without_the_cell_when_the_cell_is_cited_then_the_link_is_refused()
    {
        var figure = Given.Registered(Kinds.Figure, "table-1");
        var linked = Linked(figure) with { Pinpoint = new(Cell: "no.such") };

        ClaimDecisions.Link(ClaimId, Claim(), linked, figure).Problem!.Type.ShouldBe("unknown-cell");
    }

    [Fact]
    public void Given_a_retracted_claim_when_anything_is_done_to_it_then_it_is_refused()
    {
        var claim = Claim(new ClaimRetracted("Wrong."));
        var source = Given.Registered(Kinds.Source, "wade2003");

        ClaimDecisions.Link(ClaimId, claim, Linked(source), source).Problem!.Type.ShouldBe("retracted");
        ClaimDecisions.Retract(claim, "Again.").Problem!.Type.ShouldBe("retracted");
        ClaimDecisions.Contest(claim, "No.").Problem!.Type.ShouldBe("retracted");
        ClaimDecisions.Qualify(claim, new(EvidenceId, "Only there.", null)).Problem!.Type.ShouldBe("retracted");
    }

    [Fact]
    public void Given_a_wording_when_the_same_is_sent_then_the_record_says_so_already_and_nothing_is_appended()
    {
        var decision = ClaimDecisions.Reword(Claim(), new(ClaimKind.Causal, "One.", Judgement.Reading, null, []), []);

        decision.Problem.ShouldBeNull();
        decision.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Given_a_link_when_it_is_unlinked_twice_then_the_second_finds_nothing()
    {
        var linked = new EvidenceLinked(EvidenceId, null, null, Stance.Supports, Judgement.Reading, Absence: new("there", "so", "nothing"));
        var once = Claim(linked);
        var twice = Claim(linked, new EvidenceUnlinked(EvidenceId, null));

        ClaimDecisions.Unlink(once, EvidenceId, "Misread.").Events.ShouldHaveSingleItem();
        ClaimDecisions.Unlink(twice, EvidenceId, "Misread.").Problem!.Kind.ShouldBe(ProblemKind.NotFound);
        twice.Evidence.ShouldBeEmpty();
    }

    [Fact]
    public void Given_a_rival_named_when_it_is_named_again_then_nothing_is_appended()
    {
        var rival = Given.Registered(Kinds.Claim, "C2");

        ClaimDecisions.NameRival(ClaimId, Claim(new RivalNamed(rival.Id)), rival).Events.ShouldBeEmpty();
        ClaimDecisions.NameRival(rival.Id, Claim(), rival).Problem!.Type.ShouldBe("self-rival");
    }

    private static Claim Claim(params IReadOnlyList<object> events) => Given.State<Claim>(ClaimStream.Definition, [Asserted, .. events]);

    private static EvidenceLinked Linked(Registered cited) => new(EvidenceId, cited.Cite(), null, Stance.Supports, Judgement.Reading);
}
