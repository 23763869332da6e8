using System.Text.Json;
using System.Text.Json.Nodes;
using EvidenceBase.Record;
using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using EvidenceBase.Record.Sources;
using EvidenceBase.Record.Studies;
using EvidenceBase.Tests.House;
using EvidenceBase.Tests.Sources;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Kernel;

/// <summary>
/// Events by which commands are undone hold states, which thereby are part of what is stored: their JSON stands in Data/reversals.json as it was
/// written once, under the stored names.
/// </summary>
public sealed class ReversalEventsTests
{
    private static readonly Guid One = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");
    private static readonly Guid Two = Guid.Parse("0199a0b0-0000-7000-8000-000000000002");
    private static readonly SealedText Words = new(Two, 12, new string('a', 64));

    /// <summary>Of each kind a history in which as much as possible is said.</summary>
    private static readonly Dictionary<string, object[]> Histories = new()
    {
        [Kinds.Study] = [new StudyOpened("harbour", "Who moved it?", "A study", new(40, new("more than 30", 30), 4, 12, "2009", ["old port"]), "doe2010", [new("results", "Results")], "A note"), new MemberAdded("anna", Role.Owner), new ReleaseNamed("submitted", 2, "As sent"), new StudyArchived("Done")],
        [Kinds.Source] = [new SourceRegistered("wade", SourceExamples.Book, SourceAnnotations.None), new SourceWithdrawn("Wrong")],
        [Kinds.Interview] = [new InterviewRegistered("H 1", new("H", "P", "L", "R", "O", "2010", "en", Confidentiality.Open, [4]), "not-stated"), new ConsentRecorded([ConsentScope.Quote], "form", new DateOnly(2010, 4, 12)), new EmbargoSet(new DateOnly(2040, 1, 1), "agreed")],
        [Kinds.Document] = [new DocumentDeposited("notes", "Notes", new(Kinds.Interview, One, "H 1"), TextKind.InterviewNotes, "en", true, Words, new("text/plain", 1, false), new(Two, "anna"))],
        [Kinds.Codebook] = [new CodeDefined(One, "loss", "Loss", "D", "I", "E", "#c0392b", null, true, 1), new CodeDefined(Two, "pay", "Pay", null, null, null, null, One, true, 2), new CodesMerged(Two, [Two], One, "One thing"), new CodeRetired(One, "Unused")],
        [Kinds.Sheet] = [new StatementCoded(One, "st-1", [Two], 1, Two, Words, "anna", new("results", 4, 12, "table-2", "3"), Judgement.Article, [Two], 90, 50, "Sure")],
        [Kinds.Figure] = [new FigureRegistered("t1", "Table 1", FigureKind.Table, "A table", new("results"), new(Mark.Bar, "gang", "after", null), "whole"), new FigureDataRecorded([new("gang", "Gang", ColumnType.Text), new("after", "After", ColumnType.Integer, "shifts")], [new("g1", ["First", "2"])], [new("n", "Node", "g")], [new("n", "n", "e")]), new FigureSourced(new(Kinds.Source, Two, 1), "p. 14"), new NumberDerived("twice", "Twice", "[g1.after] * 2", "shifts", "double", "4", new(Note: 4))],
        [Kinds.Case] = [new CaseDefined("port", "Port", "Quays"), new CaseAttributeSet("workers", "1200", "people", "2009", new(new(Kinds.Figure, Two, 1), "g1", "after"), null), new BearingRecorded(new(Kinds.Claim, Two, "C1"), "In part")],
        [Kinds.Measurement] = [new AgreementMeasured("M1", "A note", new(61, new(UnitOfAnalysis.Segments, Valuation.Code, [Coefficient.CohenKappa], Uncoded.Missing, Untouched.Missing, 80, true, new(1000, 7, 90, Resampled.Units)), new(["anna", "ben"], [new(One, "D1", 2, 4711)], [new(Two, "gap")], 12, 345, new(1, 2), "0f"), 1, [new(Coefficient.CohenKappa, Two, "0.79", "0.09", "0.44", 100, "0.5", null, new("0.7", "0.9", 998))]))],
        [Kinds.Memo] = [new MemoWritten("m", "On it", "Text", AuditCategory.Process, [new(Kinds.Claim, Two, "C1")], new(Note: 4))],
        [Kinds.Claim] = [new ClaimAsserted("C1", ClaimKind.Causal, "One.", Judgement.Reading, new("results", 4, 12), [Two]), new ClaimQualified(Two, "Only here.", new(Note: 1)), new EvidenceLinked(One, new(Kinds.Coding, Two, 1), new("3", "g1.after", "twice"), Stance.Supports, Judgement.Article, new(Note: 2), "One account", new(TestKind.Hoop, TestOutcome.Passed, "Needed"), new("0.9", "0.2"), "one interview", new("archive", "by hand", "nothing")), new RivalNamed(Two), new ClaimContested("One gang."), new ClaimRetracted("Wrong.")],
        [Kinds.Argument] = [new ArgumentOutlined("main", "Main", "Who?"), new StepAdded(One, "S1", "First", "It follows.", new("results"), "one", Two), new StepAdded(Two, "S2", "Second", "It follows."), new ClaimPlaced(One, new(Kinds.Claim, Two, 1)), new StepsRelated(One, Two, StepRelation.Presupposes, "Warrant")],
    };

    [Fact]
    public void Given_events_by_which_commands_are_undone_when_they_are_stored_and_read_then_their_json_is_as_it_was_written_once()
    {
        var now = new JsonObject();
        foreach (var definition in RecordStreams.All.Where(stream => stream.Reversals is not null))
        {
            var history = Histories[definition.Kind].Select((@event, index) => new Recorded(index + 1, @event)).ToList();
            foreach (var (name, type) in definition.Events.Where(pair => pair.Value.IsSubclassOf(typeof(Reversal))))
            {
                var isUndone = type == definition.Reversals!.Undone;
                var state = isUndone ? null : definition.KeepsState ? definition.Fold(history.Select(one => one.Event)) : Coding.Evolve(null, history[0].Event);
                var @event = Activator.CreateInstance(type, 3L, 4L, new ReversedThing[] { new(One, Standing.Undone), new(Two, Standing.Active) }, state)!;
                var json = JsonSerializer.Serialize(@event, type, RecordJson.Options);
                JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, RecordJson.Options), type, RecordJson.Options).ShouldBe(json);
                now[name] = JsonNode.Parse(json);
            }
        }

        now.Count.ShouldBe(24);
        var file = Path.Combine(SourceCode.Root, "tests", "EvidenceBase.Tests", "Kernel", "Data", "reversals.json");
        var written = now.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
        if (File.ReadAllText(file) == written)
            return;
        var other = Path.Combine(Path.GetTempPath(), "reversals.json");
        File.WriteAllText(other, written);
        File.ReadAllText(file).ShouldBe(written, $"Stored events are read for ever. Only where members were added that may be absent, {other} takes the place of {file}.");
    }
}
