using System.Text.Json;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Sources;

/// <summary>Events as they are stored, for ever. A failure here means that written history would no longer be read.</summary>
public sealed class SourceEventsTests
{
    private const string Item =
        """{"id":"xu2009","type":"book","title":"Chuntian De Gushi","author":[{"family":"Xu","given":"Mingtian"}],"issued":{"date-parts":[[2009]]},"volume":"2","publisher":"China CITIC Press","publisher-place":"Beijing"}""";

    private const string Annotations =
        """{"incomplete":true,"missing":["page"],"why":"cited in short form","translatedTitle":"The Story of Spring","titleLanguage":"zh-Latn","titleIsTranslation":false,"printedAs":["Xu, Chuntian De Gushi"],"variants":[],"firstNote":63}""";

    private static readonly CslItem Xu = new()
    {
        Id = "xu2009",
        Type = "book",
        Title = "Chuntian De Gushi",
        Author = [new CslName { Family = "Xu", Given = "Mingtian" }],
        Issued = CslDate.On(2009),
        Volume = "2",
        Publisher = "China CITIC Press",
        PublisherPlace = "Beijing",
    };

    private static readonly SourceAnnotations Remarks = new()
    {
        Incomplete = true,
        Missing = ["page"],
        Why = "cited in short form",
        TranslatedTitle = "The Story of Spring",
        TitleLanguage = "zh-Latn",
        PrintedAs = ["Xu, Chuntian De Gushi"],
        FirstNote = 63,
    };

    public static TheoryData<string, object, string> Stored => new()
    {
        { "source_registered", new SourceRegistered("xu2009", Xu, Remarks), $$"""{"key":"xu2009","item":{{Item}},"annotations":{{Annotations}}}""" },
        { "source_corrected", new SourceCorrected(Xu, Remarks), $$"""{"item":{{Item}},"annotations":{{Annotations}}}""" },
        { "source_withdrawn", new SourceWithdrawn("cited by mistake"), """{"reason":"cited by mistake"}""" },
    };

    [Theory]
    [MemberData(nameof(Stored), DisableDiscoveryEnumeration = true)]
    public void An_event_is_written_and_read_as_ever(string name, object @event, string json)
    {
        SourceStream.Definition.Events[name].ShouldBe(@event.GetType());
        JsonSerializer.Serialize(@event, @event.GetType(), RecordJson.Options).ShouldBe(json);
        JsonSerializer.Deserialize(json, @event.GetType(), RecordJson.Options).ShouldBe(@event);
    }

    [Fact]
    public void Every_event_of_the_stream_is_frozen_here() =>
        Stored.Select(row => row.Data.Item1).ShouldBe(SourceStream.Definition.Events.Where(one => !one.Value.IsSubclassOf(typeof(Reversal))).Select(one => one.Key), ignoreOrder: true);

    [Fact]
    public void The_state_survives_the_round_trip_and_knows_its_withdrawal()
    {
        var state = SourceStream.Definition.Fold([new SourceRegistered("xu2009", Xu, Remarks), new SourceWithdrawn("cited by mistake")]);

        var read = JsonSerializer.Deserialize<Source>(JsonSerializer.Serialize(state, RecordJson.Options), RecordJson.Options);

        read.ShouldBe(state);
        read!.IsWithdrawn.ShouldBeTrue();
    }

    [Fact]
    public void The_register_follows_the_history()
    {
        var id = Guid.NewGuid();

        SourceStream.Definition.RegisterChanges(id, new SourceRegistered("xu2009", Xu, Remarks)).ShouldBe([new RegisterChange.Enters(Kinds.Source, id, "xu2009")]);
        SourceStream.Definition.RegisterChanges(id, new SourceCorrected(Xu, Remarks)).ShouldBe([new RegisterChange.Changes(id)]);
        SourceStream.Definition.RegisterChanges(id, new SourceWithdrawn("x")).ShouldBe([new RegisterChange.Stands(id, Standing.Withdrawn)]);
    }
}
