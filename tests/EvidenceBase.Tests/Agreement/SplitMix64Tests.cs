using EvidenceBase.Record.Agreement;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Agreement;

public sealed class SplitMix64Tests
{
    /// <summary>The first numbers of the seed 1234567, as other implementations of the definition give them.</summary>
    [Fact]
    public void Given_a_seed_when_numbers_are_drawn_then_they_are_those_of_the_definition()
    {
        var chance = new SplitMix64(1234567);

        ulong[] drawn = [chance.Next(), chance.Next(), chance.Next(), chance.Next(), chance.Next()];

        drawn.ShouldBe([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821]);
    }

    [Fact]
    public void Given_a_bound_when_numbers_are_drawn_then_all_below_it_come_equally_often()
    {
        var chance = new SplitMix64(1);
        var counts = new int[7];

        for (var draw = 0; draw < 70_000; draw++)
            counts[chance.Below(7)]++;

        counts.ShouldAllBe(count => count > 9_600 && count < 10_400);
    }

    /// <summary>Of three quarters of all numbers the last quarter would come twice as often if none were drawn again.</summary>
    [Fact]
    public void Given_a_bound_that_does_not_divide_all_numbers_when_they_are_drawn_then_none_is_favoured()
    {
        var chance = new SplitMix64(5);
        const ulong Bound = 3UL << 62;
        var thirds = new int[3];

        for (var draw = 0; draw < 30_000; draw++)
            thirds[chance.Below(Bound) >> 62]++;

        thirds.ShouldAllBe(count => count > 9_600 && count < 10_400);
    }
}
