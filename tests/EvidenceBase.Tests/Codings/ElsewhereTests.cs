using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Codings;

/// <summary>Places that are in no text: they lie inside of what is known of the document, or are refused with the field that is wrong.</summary>
public sealed class ElsewhereTests
{
    [Theory]
    [InlineData(1, 0, 0, 1_000_000, 1_000_000, null)]
    [InlineData(3, 999_999, 0, 1_000_000, 1, null)]
    [InlineData(0, 0, 0, 1, 1, "region.page")]
    [InlineData(4, 0, 0, 1, 1, "region.page")]
    [InlineData(1, -1, 0, 1, 1, "region.left")]
    [InlineData(1, 5, 0, 5, 1, "region.right")]
    [InlineData(1, 0, 0, 1_000_001, 1, "region.right")]
    [InlineData(1, 0, -1, 1, 1, "region.top")]
    [InlineData(1, 0, 7, 1, 6, "region.bottom")]
    public void A_region_lies_on_a_page_that_is_there(int page, int left, int top, int right, int bottom, string? wrong) =>
        (new Region(page, left, top, right, bottom).Outside(Document(("pages", "3")))?.Field).ShouldBe(wrong);

    [Theory]
    [InlineData(0, 1, null)]
    [InlineData(59_999, 60_000, null)]
    [InlineData(-1, 5, "played.begin")]
    [InlineData(5, 5, "played.end")]
    [InlineData(0, 60_001, "played.end")]
    public void A_span_lies_in_the_recording(long begin, long end, string? wrong) =>
        (new PlayedSpan(begin, end).Outside(Document(("duration", "60000")))?.Field).ShouldBe(wrong);

    [Fact]
    public void Where_nothing_is_known_but_the_text_there_is_no_such_place()
    {
        new Region(1, 0, 0, 1, 1).Outside(Document(("duration", "60000")))!.Type.ShouldBe("no-pages");
        new PlayedSpan(0, 1).Outside(Document(("pages", "3")))!.Type.ShouldBe("no-recording");
    }

    [Fact]
    public void A_span_is_read_as_a_clock_shows_it() => new PlayedSpan(65_250, 90_061_007).ToString().ShouldBe("0:01:05.250–25:01:01.007");

    private static Registered Document(params (string Name, string Value)[] facts) =>
        new(Kinds.Document, Guid.CreateVersion7(), Guid.CreateVersion7(), "D1", 1, Standing.Active, facts.ToDictionary(fact => fact.Name, fact => fact.Value));
}
