using System.Text.Json;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Audit;

/// <summary>A study folded from its history alone.</summary>
public sealed class FoldedStudyTests
{
    private static readonly Guid Interview = Histories.Id(1);
    private static readonly Guid Book = Histories.Id(2);
    private static readonly Guid Code = Histories.Id(3);
    private static readonly Guid Sheet = Histories.Id(4);
    private static readonly Guid Claim = Histories.Id(5);

    [Fact]
    public async Task Given_codings_that_were_changed_or_not_when_they_are_rendered_then_each_is_as_it_stands_and_in_the_order_in_which_they_were_made()
    {
        var history = Coded(10, 11, 12).And(Sheet, new CodingNoted(Histories.Id(11), "Looked at twice.")).And(Sheet, new CodingRemoved(Histories.Id(10), "By mistake."));

        var codings = await Codings(history);

        codings.Select(coding => coding.Id).ShouldBe([Histories.Id(10), Histories.Id(11), Histories.Id(12)]);
        codings.Select(coding => coding.Version).ShouldBe([2, 2, 1]);
        (codings[0].Removed, codings[1].Notes.ShouldHaveSingleItem(), codings[2].Citation).ShouldBe(("By mistake.", "Looked at twice.", "Interview H 001"));
        codings.ShouldAllBe(coding => coding.Codes.Single().Key == "loss");
    }

    [Fact]
    public async Task Given_a_claim_that_rests_on_a_coding_when_it_is_rendered_then_it_shows_what_the_coding_says()
    {
        var history = Coded(10, 11)
            .And(Claim, new ClaimAsserted("C1", ClaimKind.Causal, "It was so.", Judgement.Reading, null, []))
            .And(Claim, new EvidenceLinked(Histories.Id(8), new(Kinds.Coding, Histories.Id(10), 1), null, Stance.Supports, Judgement.Reading));

        var study = await history.Fold();

        JsonSerializer.Serialize(study.Of<ClaimView>(Kinds.Claim).Single(), RecordJson.Options).ShouldContain("Interview H 001");
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Given_a_cited_coding_when_a_note_on_it_is_undone_then_it_has_not_changed_since(int events, bool hasChanged)
    {
        var history = Coded(10, 11)
            .And(Claim, new ClaimAsserted("C1", ClaimKind.Causal, "It was so.", Judgement.Reading, null, []))
            .And(Claim, new EvidenceLinked(Histories.Id(8), new(Kinds.Coding, Histories.Id(10), 1), null, Stance.Supports, Judgement.Reading))
            .And(Sheet, new CodingNoted(Histories.Id(10), "Looked at twice."));
        if (events == 3)
            history.And(Sheet, new CodingChangeUndone(3, 3, [new(Histories.Id(10), Standing.Active)], Coding.Evolve(null, Segment(10))! with { Version = 3 }));

        var citation = (await history.Fold()).Of<ClaimView>(Kinds.Claim).Single().Evidence.Single().Citation!;

        (citation.CurrentVersion, citation.ChangedSinceCited).ShouldBe((events, hasChanged));
    }

    [Fact]
    public async Task Given_a_thing_whose_beginning_was_undone_when_views_are_rendered_then_it_is_not_among_them()
    {
        var memo = Histories.Id(6);
        var history = new Histories()
            .And(memo, new MemoWritten("M1", "One", "One.", AuditCategory.Process, [], null))
            .And(memo, new MemoChangeUndone(1, 1, [new(memo, Standing.Undone)], null))
            .And(Histories.Id(7), new MemoWritten("M2", "Two", "Two.", AuditCategory.Process, [], null));

        var study = await history.Fold();

        study.Views().ShouldHaveSingleItem().Views.ShouldHaveSingleItem().Key.ShouldBe("M2");
    }

    [Fact]
    public async Task Given_a_history_with_a_gap_when_it_is_folded_then_nothing_comes_of_it()
    {
        var history = new Histories().And(Claim, new ClaimAsserted("C1", ClaimKind.Causal, "It was so.", Judgement.Reading, null, [])).And(Claim, new ClaimQualified(Histories.Id(9), "Here.", null));
        ReadHistory torn = _ => history.Events.Skip(1).ToAsyncEnumerable();

        await Should.ThrowAsync<InvalidOperationException>(() => FoldedStudy.Of(torn, (_, _) => { }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Given_an_event_that_is_not_known_when_it_is_read_then_the_refusal_names_it() =>
        Should.Throw<InvalidDataException>(() => HistoryEvent.Read(7, Claim, Claim, 1, "moon_landed", "{}", default, null, null)).Message.ShouldContain("moon_landed");

    private static Histories Coded(params int[] codings)
    {
        var history = new Histories()
            .And(Interview, new InterviewRegistered("H 001", new InterviewDescription()))
            .And(Book, new CodeDefined(Code, "loss", "Loss of work", null, null, null, null, null, true, 1));
        foreach (var coding in codings)
            history.And(Sheet, Segment(coding));
        return history;
    }

    private static SegmentCoded Segment(int coding) => new(Histories.Id(coding), Code, 1, Histories.Id(20), Interview, 1, 0, 5, "anna");

    private static async Task<List<CodingView>> Codings(Histories history) =>
        await (await history.Fold()).Codings(history.Read, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
