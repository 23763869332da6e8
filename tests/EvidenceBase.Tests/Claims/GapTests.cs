using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using EvidenceBase.Tests.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Claims;

/// <summary>What the step view names as missing or weak.</summary>
public sealed class GapTests
{
    private readonly Guid argument = Guid.NewGuid();
    private readonly Guid step = Guid.NewGuid();
    private readonly Guid first = Guid.NewGuid();
    private readonly Guid second = Guid.NewGuid();
    private readonly Guid interview = Guid.NewGuid();
    private readonly Guid source = Guid.NewGuid();

    [Fact]
    public void Given_a_step_without_claims_then_it_says_so() => Gaps([]).ShouldBe(["no-claims"]);

    [Fact]
    public void Given_a_claim_without_evidence_then_it_says_so() => Gaps([Asserted("C1")]).ShouldBe(["no-evidence"]);

    [Fact]
    public void Given_one_interview_under_two_claims_then_single_and_same_interview_are_named() =>
        Gaps([Asserted("C1"), Links(Kinds.Interview, interview)], [Asserted("C2"), Links(Kinds.Interview, interview)])
            .ShouldBe(["single-interview", "single-interview", "same-interview"]);

    [Fact]
    public void Given_an_interview_and_a_source_then_nothing_is_missing() =>
        Gaps([Asserted("C1"), Links(Kinds.Interview, interview), Links(Kinds.Source, source)]).ShouldBeEmpty();

    [Fact]
    public void Given_a_source_that_was_withdrawn_after_it_was_cited_then_both_changes_are_named()
    {
        var withdrawn = Source(new SourceWithdrawn("Retracted by its publisher."));

        Gaps([Asserted("C1"), Links(Kinds.Source, source)], withdrawn: withdrawn).ShouldBe(["withdrawn", "changed-since-cited"]);
    }

    [Fact]
    public void Given_a_claim_that_was_reworded_after_it_was_placed_then_the_change_is_named() =>
        Gaps([Asserted("C1"), Links(Kinds.Source, source), new ClaimReworded(ClaimKind.Causal, "Other.", Judgement.Reading, null, [])])
            .ShouldBe(["changed-since-placed"]);

    [Fact]
    public void Given_a_claim_that_was_reworded_after_it_was_placed_when_that_is_undone_then_nothing_is_named()
    {
        object[] events = [Asserted("C1"), Links(Kinds.Source, source), new ClaimReworded(ClaimKind.Causal, "Other.", Judgement.Reading, null, [])];
        var undone = new ClaimChangeUndone(3, 3, [new(first, Standing.Active)], (Claim)ClaimStream.Definition.Fold(events[..2])!);

        Gaps([.. events, undone]).ShouldBeEmpty();
    }

    [Fact]
    public void Given_evidence_that_only_challenges_then_it_is_named() =>
        Gaps([Asserted("C1"), Links(Kinds.Source, source, Stance.Challenges)]).ShouldBe(["only-challenged"]);

    private IReadOnlyList<string> Gaps(IReadOnlyList<object> one, IReadOnlyList<object>? two = null, Stated? withdrawn = null)
    {
        var claims = new List<Stated>();
        if (one.Count > 0)
            claims.Add(Given.Stream(ClaimStream.Definition, first, "C1", one));
        if (two is not null)
            claims.Add(Given.Stream(ClaimStream.Definition, second, "C2", two));
        var outline = Given.Stream(
            ArgumentStream.Definition,
            argument,
            "a",
            [
                new ArgumentOutlined("a", "An argument", null),
                new StepAdded(step, "S1", "First", "It follows."),
                .. claims.Select(claim => new ClaimPlaced(step, new(Kinds.Claim, claim.Id, 1))),
            ]);
        var described = Given.Stream(InterviewStream.Definition, interview, "JS 1", [new InterviewRegistered("JS 1", new InterviewDescription())]);
        Stated[] known = [outline, described, withdrawn ?? Source(), .. claims];
        var lookup = new Lookup(
            known.ToDictionary(stated => stated.Id, Stated? (stated) => stated),
            new Dictionary<string, IReadOnlyList<Stated>> { [Kinds.Case] = [] });
        var view = (StepView)ArgumentStream.Definition.Render(argument, outline.State, step, lookup).Single().Body;
        lookup.IsComplete.ShouldBeTrue();
        return [.. view.Gaps.Select(gap => gap.Kind)];
    }

    private Stated Source(params IReadOnlyList<object> more) => Given.Stream(
        SourceStream.Definition,
        source,
        "wade2003",
        [new SourceRegistered("wade2003", new CslItem { Type = "book", Title = "A Book" }, SourceAnnotations.None), .. more]);

    private static ClaimAsserted Asserted(string key) => new(key, ClaimKind.Causal, "One.", Judgement.Reading, null, []);

    private static EvidenceLinked Links(string kind, Guid id, Stance stance = Stance.Supports) =>
        new(Guid.NewGuid(), new(kind, id, 1), null, stance, Judgement.Reading);
}
