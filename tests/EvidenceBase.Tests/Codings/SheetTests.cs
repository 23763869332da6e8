using System.Text.Json;
using CsCheck;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Codings;

public sealed class SheetTests
{
    private static readonly Guid Code = Guid.CreateVersion7();
    private static readonly Guid Document = Guid.CreateVersion7();

    /// <summary>Events of up to five codings of one sheet, each coding made before it is changed.</summary>
    private static readonly Gen<List<object>> Histories = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4]).Array[0, 30].Select(steps =>
    {
        var ids = Enumerable.Range(1, 5).Select(number => Guid.Parse($"0193b0a0-0000-7000-8000-{number:D12}")).ToArray();
        var (made, events) = (new HashSet<Guid>(), new List<object>());
        foreach (var (what, which) in steps)
        {
            var id = ids[which];
            events.Add(made.Add(id)
                ? new SegmentCoded(id, Code, 1, Document, null, 1, 0, 9, "amy")
                : what switch
                {
                    0 => new CodingNoted(id, $"{events.Count}"),
                    1 => new CodingMoved(id, 1, which, events.Count + 9),
                    2 => new CodingConfirmed(id, events.Count),
                    _ => new CodingRemoved(id, $"{events.Count}"),
                });
        }

        return events;
    });

    [Fact]
    public void A_coding_folded_alone_is_what_it_is_in_the_fold_of_its_sheet() => Histories.Sample(events =>
    {
        var sheet = (Sheet?)SheetStream.Definition.Fold(events);
        var alone = events.GroupBy(Sheet.CodingIdOf).Select(own => own.Aggregate((Coding?)null, Coding.Evolve)!).ToList();

        (sheet?.Codings.Count ?? 0).ShouldBe(alone.Count);
        alone.ShouldAllBe(coding => Stored(sheet!.Codings[coding.Id]) == Stored(coding));
    });

    [Fact]
    public void A_coding_has_the_version_and_standing_that_the_register_gives_it() => Histories.Sample(events =>
    {
        foreach (var own in events.GroupBy(Sheet.CodingIdOf))
        {
            var coding = own.Aggregate((Coding?)null, Coding.Evolve)!;
            var changes = own.SelectMany(@event => SheetStream.Definition.RegisterChanges(Guid.Empty, @event)).ToList();
            changes.Count(change => change is RegisterChange.Enters or RegisterChange.Changes).ShouldBe((int)coding.Version);
            changes.OfType<RegisterChange.Stands>().Any().ShouldBe(coding.IsRemoved());
        }
    });

    [Fact]
    public void A_coding_survives_being_stored() => Histories.Sample(events =>
    {
        foreach (var coding in ((Sheet?)SheetStream.Definition.Fold(events))?.Codings.Values ?? [])
            Stored(JsonSerializer.Deserialize<Coding>(Stored(coding), RecordJson.Options)!).ShouldBe(Stored(coding));
    });

    [Fact]
    public void A_coding_keeps_what_was_said_of_it_in_order()
    {
        var id = Guid.CreateVersion7();
        object[] events =
        [
            new SegmentCoded(id, Code, 4, Document, null, 1, 5, 9, "amy", Note: "first"),
            new CodingNoted(id, "second"),
            new CodingMoved(id, 2, 6, 10),
            new CodingConfirmed(id, 8, "third"),
            new CodingRemoved(id, "wrong"),
        ];

        var coding = events.Aggregate((Coding?)null, Coding.Evolve)!;

        coding.Notes.ShouldBe(["first", "second", "third"]);
        coding.Segment.ShouldBe(new Segment(Document, 2, 6, 10));
        (coding.CodebookVersion, coding.Version, coding.RemovedReason).ShouldBe((8, 5, "wrong"));
    }

    [Fact]
    public void The_register_knows_what_a_coding_rests_on()
    {
        var (id, interview) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var enters = SheetStream.Definition.RegisterChanges(Guid.Empty, new SegmentCoded(id, Code, 1, Document, interview, 1, 0, 2, "amy"))
            .ShouldHaveSingleItem().ShouldBeOfType<RegisterChange.Enters>();
        var registered = new Registered(enters.Kind, id, Guid.Empty, enters.Key, 1, Standing.Active, enters.Facts!);

        CodingFacts.CodesOf(registered).ShouldBe([Code]);
        CodingFacts.DocumentOf(registered).ShouldBe(Document);
        CodingFacts.InterviewOf(registered).ShouldBe(interview);
    }

    private static string Stored(Coding coding) => JsonSerializer.Serialize(coding, RecordJson.Options);
}
