using EvidenceBase.Platform.Seeing;
using JasperFx.Events;

namespace EvidenceBase.IntegrationTests.Platform;

public sealed class SequencerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_gaps_in_the_sequence_when_numbered_then_positions_are_dense_and_go_on_from_the_last()
    {
        var positions = Sequencer.Number(new(4, 17, Noon), [Event(19, 0), Event(40, 1), Event(41, 2)]);

        positions.Select(position => (position.Number, position.Sequence)).ShouldBe([(5, 19), (6, 40), (7, 41)]);
    }

    [Fact]
    public void Given_a_clock_that_goes_back_when_numbered_then_the_recorded_time_never_does()
    {
        var positions = Sequencer.Number(new(4, 17, Noon.AddMinutes(1)), [Event(18, 0), Event(19, 5), Event(20, 3), Event(21, 6)]);

        positions.Select(position => position.RecordedAt).ShouldBe([Noon.AddMinutes(1), Noon.AddMinutes(5), Noon.AddMinutes(5), Noon.AddMinutes(6)]);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(3)]
    public void Given_an_event_at_or_below_the_last_sequence_when_numbered_then_it_alarms_and_names_it(long sequence)
    {
        var alarm = Should.Throw<InvalidOperationException>(() => Sequencer.Number(new(4, 17, Noon), [Event(sequence, 0)]));

        alarm.Message.ShouldContain($"Event {sequence} ");
        alarm.Message.ShouldContain("never reordered");
    }

    private static Event<string> Event(long sequence, int minutes) => new("something") { Sequence = sequence, Timestamp = Noon.AddMinutes(minutes), TenantId = "a-study" };
}
