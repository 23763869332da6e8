using EvidenceBase.TransparencyLog.Tiles;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog.Tiles;

public sealed class TilePathTests
{
    /// <summary>The first two are the examples of C2SP tlog-tiles.</summary>
    [Theory]
    [InlineData(1234067, 256, "x001/x234/067")]
    [InlineData(273, 112, "273.p/112")]
    [InlineData(0, 256, "000")]
    [InlineData(0, 1, "000.p/1")]
    [InlineData(999, 255, "999.p/255")]
    [InlineData(1000, 256, "x001/000")]
    [InlineData(1000000, 17, "x001/x000/000.p/17")]
    public void Given_a_number_and_a_width_when_written_then_it_is_as_the_format_says_and_can_be_read(long number, int width, string path)
    {
        TilePath.Number(number, width).ShouldBe(path);
        TilePath.TryParseNumber(path, out var readNumber, out var readWidth).ShouldBeTrue();
        (readNumber, readWidth).ShouldBe((number, width));
        TilePath.Of(new(2, number, width)).ShouldBe($"tile/2/{path}");
        TilePath.OfEntries(number, width).ShouldBe($"tile/entries/{path}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("67")]
    [InlineData("0067")]
    [InlineData("x067")]
    [InlineData("001/067")]
    [InlineData("x001/x067")]
    [InlineData("x000/067")]
    [InlineData("x1/067")]
    [InlineData("067.p/0")]
    [InlineData("067.p/256")]
    [InlineData("067.p/01")]
    [InlineData("067.p/")]
    [InlineData("067.p/-1")]
    [InlineData("067.p/1.p/1")]
    [InlineData("067/")]
    [InlineData("/067")]
    [InlineData("../067")]
    [InlineData("-67")]
    [InlineData("x999/x999/x999/x999/x999/x999/x999/999")]
    public void Given_a_path_that_no_number_is_written_as_when_read_then_it_is_refused(string path) =>
        TilePath.TryParseNumber(path, out _, out _).ShouldBeFalse();

    /// <summary>The example of C2SP tlog-tiles: 70,000 leaves.</summary>
    [Fact]
    public void Given_a_tree_of_70_000_leaves_when_its_tiles_are_listed_then_they_are_those_of_the_format()
    {
        var levels = Enumerable.Range(0, 4).Select(level => TileId.OfLevel(level, 70_000).ToList()).ToList();

        levels[0].Count.ShouldBe(274);
        levels[0].Count(tile => tile.Width == 256).ShouldBe(273);
        levels[0][^1].ShouldBe(new(0, 273, 112));
        levels[1].ShouldBe([new(1, 0, 256), new(1, 1, 17)]);
        levels[2].ShouldBe([new(2, 0, 1)]);
        levels[3].ShouldBeEmpty();
    }

    [Fact]
    public void Given_a_tree_of_256_leaves_when_its_tiles_are_listed_then_one_is_full_and_one_of_width_1_stands_above()
    {
        TileId.OfLevel(0, 256).ShouldBe([new(0, 0, 256)]);
        TileId.OfLevel(1, 256).ShouldBe([new(1, 0, 1)]);
    }
}
