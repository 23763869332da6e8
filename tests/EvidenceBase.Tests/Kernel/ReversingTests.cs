using CsCheck;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Kernel;

public sealed class ReversingTests
{
    private static readonly Guid Id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");

    [Fact]
    public void Given_any_history_of_a_claim_when_any_command_is_undone_and_redone_then_it_stands_as_without_it_and_as_with_it() =>
        Gen.Select(Gen.Int[0, 6].Array[1, 14], Gen.Int[0, 14]).Sample((kinds, at) =>
        {
            var events = Claims(kinds);
            var chosen = at % events.Count;
            var history = Record(events);

            var undone = Reversing.Undo(ClaimStream.Definition, Id, history, chosen + 1, chosen + 1);

            if (undone.Decision.Problem is { } problem)
            {
                problem.Type.ShouldBe("changed-later");
                return;
            }

            var without = events.Where((_, index) => index != chosen).ToList();
            Bare(Fold([.. events, .. undone.Decision.Events])).ShouldBeEquivalentTo(Bare(Fold(without)));
            var redone = Reversing.Redo(ClaimStream.Definition, Id, Record([.. events, .. undone.Decision.Events]), chosen + 1, chosen + 1);
            redone.Decision.Problem.ShouldBeNull();
            var after = Fold([.. events, .. undone.Decision.Events, .. redone.Decision.Events])!;
            Bare(after).ShouldBeEquivalentTo(Bare(Fold(events)));
            after.WordedAt.ShouldBe(Fold(events)!.WordedAt);
            after.Version.ShouldBe(events.Count + 2);
        });

    [Fact]
    public void Given_the_latest_command_of_any_history_when_it_is_undone_then_it_is_never_refused() =>
        Gen.Int[0, 6].Array[1, 14].Sample(kinds =>
        {
            var events = Claims(kinds);

            var undone = Reversing.Undo(ClaimStream.Definition, Id, Record(events), events.Count, events.Count);

            undone.Decision.Problem.ShouldBeNull();
        });

    [Fact]
    public void Given_a_command_that_was_undone_when_it_is_undone_again_or_redone_twice_then_it_is_refused()
    {
        object[] events = [new ClaimAsserted("C1", ClaimKind.Causal, "One.", Judgement.Reading, null, []), new ClaimContested("No.")];
        var undone = Reversing.Undo(ClaimStream.Definition, Id, Record(events), 2, 2).Decision.Events[0];

        Reversing.Undo(ClaimStream.Definition, Id, Record([.. events, undone]), 2, 2).Decision.Problem!.Type.ShouldBe("already-undone");
        var redone = Reversing.Redo(ClaimStream.Definition, Id, Record([.. events, undone]), 2, 2).Decision.Events[0];
        Reversing.Redo(ClaimStream.Definition, Id, Record([.. events, undone, redone]), 2, 2).Decision.Problem!.Type.ShouldBe("not-undone");
        Reversing.Undo(ClaimStream.Definition, Id, Record([.. events, undone, redone]), 2, 2).Decision.Problem.ShouldBeNull();
    }

    [Fact]
    public void Given_the_beginning_of_a_claim_when_it_is_undone_then_nothing_stands_and_the_register_says_so()
    {
        object[] events = [new ClaimAsserted("C1", ClaimKind.Causal, "One.", Judgement.Reading, null, [])];

        var undone = Reversing.Undo(ClaimStream.Definition, Id, Record(events), 1, 1).Decision.Events.ShouldHaveSingleItem().ShouldBeOfType<ClaimChangeUndone>();

        undone.Stands.ShouldBeNull();
        undone.Things.ShouldHaveSingleItem().ShouldBe(new ReversedThing(Id, Standing.Undone));
        ClaimStream.Definition.RegisterChanges(Id, undone).OfType<RegisterChange.Stands>().ShouldHaveSingleItem().Standing.ShouldBe(Standing.Undone);
    }

    [Fact]
    public void Given_a_beginning_and_a_change_that_were_both_undone_when_the_change_alone_is_redone_then_it_is_refused()
    {
        List<object> events = [new ClaimAsserted("C1", ClaimKind.Causal, "One.", Judgement.Reading, null, []), new ClaimContested("No.")];
        foreach (var version in new[] { 2, 1 })
            events.AddRange(Reversing.Undo(ClaimStream.Definition, Id, Record(events), version, version).Decision.Events);

        Reversing.Redo(ClaimStream.Definition, Id, Record(events), 2, 2).Decision.Problem!.Type.ShouldBe("undone-itself");
        events.AddRange(Reversing.Redo(ClaimStream.Definition, Id, Record(events), 1, 1).Decision.Events);
        Reversing.Redo(ClaimStream.Definition, Id, Record(events), 2, 2).Decision.Problem.ShouldBeNull();
    }

    [Fact]
    public void Given_a_step_moved_out_when_undoing_would_put_it_under_itself_then_it_is_refused()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        object[] events =
        [
            new ArgumentOutlined("a", "An argument", null),
            new StepAdded(first, "S1", "First", "It follows."),
            new StepAdded(second, "S2", "Second", "It follows.", ParentId: first),
            new StepMoved(second, null, null),
            new StepMoved(first, second, null),
        ];

        Reversing.Undo(ArgumentStream.Definition, Id, Record(events), 4, 4).Decision.Problem.ShouldNotBeNull();
        Reversing.Undo(ArgumentStream.Definition, Id, Record(events), 5, 5).Decision.Problem.ShouldBeNull();
    }

    [Fact]
    public void Given_facts_of_the_register_when_what_said_them_is_undone_then_they_are_as_before()
    {
        var coding = Guid.CreateVersion7();
        var coded = new SegmentCoded(coding, Guid.CreateVersion7(), 1, Guid.CreateVersion7(), null, 1, 0, 5, "anna");

        var undone = Reversing.Undo(SheetStream.Definition, Id, [new(7, coded)], 7, 7);

        undone.Facts[coding][CodingFacts.Layer].ShouldBeNull();
        Coding.Evolve(Coding.Evolve(null, coded), undone.Decision.Events[0])!.IsRemoved().ShouldBeTrue();
    }

    private static List<object> Claims(int[] kinds)
    {
        var events = new List<object> { new ClaimAsserted("C1", ClaimKind.Causal, "Text 0.", Judgement.Reading, null, []) };
        foreach (var (kind, index) in kinds.Select((kind, index) => (kind, index)))
        {
            var claim = Fold(events)!;
            object? next = kind switch
            {
                0 => new ClaimReworded(ClaimKind.Causal, $"Text {index}.", Judgement.Reading, null, []),
                1 => new ClaimQualified(Numbered(index), $"Only {index}.", null),
                2 => new EvidenceLinked(Numbered(index), new(Kinds.Coding, Numbered(99), 1), null, Stance.Supports, Judgement.Reading),
                3 when !claim.Evidence.IsEmpty => new EvidenceUnlinked(claim.Evidence[index % claim.Evidence.Count].Id, null),
                4 when !claim.Evidence.IsEmpty => new EvidenceReassessed(claim.Evidence[0].Id, claim.Evidence[0].Cited, Stance.Challenges, Judgement.Reading, $"Weight {index}", null, null),
                5 => new RivalNamed(Numbered(index)),
                6 => new ClaimContested($"Objection {index}."),
                _ => null,
            };
            if (next is not null)
                events.Add(next);
        }

        return events;
    }

    private static Claim? Fold(IReadOnlyList<object> events) => (Claim?)ClaimStream.Definition.Fold(events);

    private static Claim? Bare(Claim? claim) => claim is null ? null : claim with { Version = 0, WordedAt = 0 };

    private static List<Recorded> Record(IReadOnlyList<object> events) => [.. events.Select((@event, index) => new Recorded(index + 1, @event))];

    private static Guid Numbered(int number) => Guid.Parse($"0199a0b0-0000-7000-8000-{number + 10:d12}");
}
