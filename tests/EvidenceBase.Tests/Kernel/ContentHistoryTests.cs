using System.Text.Json;
using CsCheck;
using EvidenceBase.Record;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using EvidenceBase.Tests.Figures;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Kernel;

/// <summary>What is cited has changed while it says something else than at the version that was cited, and no longer.</summary>
public sealed class ContentHistoryTests
{
    private static readonly Guid Id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");
    private static readonly SealedText Words = new(Id, 5, "ab");

    public static TheoryData<string, object, object> Changes => new()
    {
        { Kinds.Source, Book("A Book"), new SourceCorrected(new CslItem { Type = "book", Title = "Another" }, SourceAnnotations.None) },
        { Kinds.Source, Book("A Book"), new SourceWithdrawn("Not ours.") },
        { Kinds.Figure, Tables.Registered, Tables.Data },
        { Kinds.Document, new DocumentDeposited("D1", "Notes", null, TextKind.Other, null, false, Words, new("text/plain", 1, false)), new MediaDescribed(2, null) },
        { Kinds.Interview, new InterviewRegistered("H 1", new InterviewDescription()), new InterviewDescribed(new InterviewDescription(Locality: "Old port")) },
        { Kinds.Case, new CaseDefined("port", "Port", "Quays"), new CaseRedefined("Port", "Quays and cranes") },
        { Kinds.Claim, Asserted, new ClaimReworded(ClaimKind.Causal, "Two.", Judgement.Reading, null, []) },
    };

    private static ClaimAsserted Asserted => new("C1", ClaimKind.Causal, "One.", Judgement.Reading, null, []);

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void Given_a_change_when_it_is_undone_and_redone_then_what_was_cited_before_has_changed_exactly_while_it_is_in_force(string kind, object beginning, object change)
    {
        var definition = RecordStreams.All.Single(stream => stream.Kind == kind);
        var changed = new List<bool>();
        List<object> events = [beginning, change];
        changed.Add(Given.Stream(definition, Id, null, events).HasChangedSince(1));
        foreach (var isRedo in new[] { false, true, false })
        {
            Reverse(definition, events, 2, isRedo);
            changed.Add(Given.Stream(definition, Id, null, events).HasChangedSince(1));
        }

        changed.ShouldBe([true, false, true, false]);
    }

    [Fact]
    public void Given_something_cited_after_an_undo_when_it_is_redone_then_that_has_changed_and_what_was_cited_before_the_undo_has_not()
    {
        List<object> events = [Asserted, new ClaimReworded(ClaimKind.Causal, "Two.", Judgement.Reading, null, [])];
        Reverse(ClaimStream.Definition, events, 2, isRedo: false);
        Reverse(ClaimStream.Definition, events, 2, isRedo: true);

        var claim = Given.Stream(ClaimStream.Definition, Id, null, events);

        ((Claim)claim.State).WordedAt.ShouldBe(2);
        Enumerable.Range(1, 4).Select(cited => claim.HasChangedSince(cited)).ShouldBe([true, false, true, false]);
    }

    [Fact]
    public void Given_any_history_with_undos_and_redos_when_any_version_of_it_is_cited_then_it_has_changed_where_the_source_says_something_else() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 9]).Array[0, 14].Sample(steps =>
        {
            List<object> events = [Book("Title 0")];
            foreach (var (kind, number) in steps)
            {
                if (kind < 2 && SourceStream.Definition.Fold(events) is not null)
                    events.Add(new SourceCorrected(new CslItem { Type = "book", Title = $"Title {number % 3}" }, SourceAnnotations.None));
                else if (kind >= 2)
                    Reverse(SourceStream.Definition, events, (number % events.Count) + 1, kind == 4);
            }

            var contents = Enumerable.Range(1, events.Count).Select(count => Json(SourceStream.Definition.Fold(events.Take(count)))).ToList();
            var source = Given.Stream(SourceStream.Definition, Id, null, events);

            Enumerable.Range(1, events.Count).Select(cited => source.HasChangedSince(cited)).ShouldBe(contents.Select(content => content != contents[^1]));
        });

    [Fact]
    public void Given_a_claim_when_only_its_evidence_and_qualifications_change_then_its_wording_is_what_was_cited()
    {
        var claim = Given.Stream(
            ClaimStream.Definition, Id, null, Asserted, new ClaimQualified(Guid.NewGuid(), "Only here.", null), new ClaimContested("One gang."));

        claim.HasChangedSince(1).ShouldBeFalse();
    }

    [Fact]
    public void Given_a_coding_when_a_note_is_undone_and_redone_then_what_was_cited_has_changed_exactly_while_the_note_is_there()
    {
        List<Recorded> history =
        [
            new(1, new SegmentCoded(Id, Guid.NewGuid(), 1, Guid.NewGuid(), null, 1, 0, 5, "anna")),
            new(2, new CodingNoted(Id, "Look again.")),
        ];
        var changed = new List<bool> { Folded(history).HasChangedSince(1) };
        history.Add(new(3, Reversing.Undo(SheetStream.Definition, Guid.NewGuid(), history, 2, 2).Decision.Events.Single()));
        changed.Add(Folded(history).HasChangedSince(1));
        history.Add(new(4, Reversing.Redo(SheetStream.Definition, Guid.NewGuid(), history, 2, 2).Decision.Events.Single()));
        changed.Add(Folded(history).HasChangedSince(1));

        changed.ShouldBe([true, false, true]);
        Folded(history[..1]).Contents.ShouldBeNull("most codings never have a second event");
    }

    [Fact]
    public void Given_a_state_that_was_stored_without_its_contents_when_it_is_cited_then_it_passes_for_changed_as_far_back_as_nothing_is_known()
    {
        var stored = new Stated(Id, Kinds.Source, "wade", 3, Source.Evolve(null, Book("A Book"))!);
        var after = StateFolding.Follow(SourceStream.Definition, stored, Id, new SourceWithdrawn("Not ours."), 4, 9);
        var undone = StateFolding.Follow(SourceStream.Definition, after, Id, new SourceChangeUndone(4, 4, [new(Id, Standing.Active)], (Source)stored.State), 5, 10);

        (stored.HasChangedSince(1), stored.HasChangedSince(3)).ShouldBe((true, false));
        (undone.HasChangedSince(2), undone.HasChangedSince(3), undone.HasChangedSince(4)).ShouldBe((true, false, true));
    }

    [Fact]
    public void Given_a_thing_whose_beginning_was_undone_and_redone_then_it_says_what_it_said()
    {
        List<object> events = [Asserted];
        Reverse(ClaimStream.Definition, events, 1, isRedo: false);
        var undone = Given.Stream(ClaimStream.Definition, Id, null, events);
        Reverse(ClaimStream.Definition, events, 1, isRedo: true);

        (undone.HasChangedSince(1), Given.Stream(ClaimStream.Definition, Id, null, events).HasChangedSince(1)).ShouldBe((true, false));
    }

    [Fact]
    public void Given_contents_when_they_are_stored_then_they_are_read_again_and_their_form_is_frozen()
    {
        const string Stored = """{"marks":[{"since":1,"hash":"00ff"},{"since":3,"hash":"01ff"}]}""";

        ContentHistory.Parse(Stored)!.ToJson().ShouldBe(Stored);
        ContentHistory.Parse(null).ShouldBeNull();
    }

    private static SourceRegistered Book(string title) => new("wade", new CslItem { Type = "book", Title = title }, SourceAnnotations.None);

    private static Stated Folded(IReadOnlyList<Recorded> history) => history.Aggregate((Stated?)null, (before, one) => Coding.Follow(before, one.Event, 0))!;

    /// <summary>Reverses the command at a version, where that can be done.</summary>
    private static void Reverse(StreamDefinition definition, List<object> events, long version, bool isRedo)
    {
        if (events[(int)version - 1] is Reversal)
            return;
        IReadOnlyList<Recorded> history = [.. events.Select((one, index) => new Recorded(index + 1, one))];
        var reversed = isRedo ? Reversing.Redo(definition, Id, history, version, version) : Reversing.Undo(definition, Id, history, version, version);
        if (reversed.Decision.Problem is null)
            events.AddRange(reversed.Decision.Events);
    }

    private static string Json(object? state) => state is null ? "nothing" : JsonSerializer.Serialize(state, state.GetType(), RecordJson.Options);
}
