using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Documents;

public sealed class DocumentMediaTests
{
    [Theory]
    [InlineData(3, 60_000L, null)]
    [InlineData(4, 61_000L, null)]
    [InlineData(2, 60_000L, "media-shrinks")]
    [InlineData(3, 59_999L, "media-shrinks")]
    [InlineData(3, null, "media-shrinks")]
    [InlineData(null, 60_000L, "media-shrinks")]
    [InlineData(null, null, "media")]
    [InlineData(0, null, "media")]
    [InlineData(100_001, 60_000L, "media")]
    [InlineData(3, -1L, "media")]
    public void Given_media_that_are_known_when_they_are_told_anew_then_there_can_only_be_more_of_them(int? pages, long? duration, string? problem) =>
        (DocumentMedia.Describe(Document(new MediaDescribed(3, 60_000)), new(pages, duration)).Problem?.Type).ShouldBe(problem);

    [Fact]
    public void Given_the_same_media_when_they_are_told_again_then_nothing_is_recorded()
    {
        DocumentMedia.Describe(Document(new MediaDescribed(3)), new(3)).Events.ShouldBeEmpty();
        DocumentMedia.Describe(Document(), new(3)).Events.ShouldHaveSingleItem();
        DocumentMedia.Describe(Document(new DocumentErased("Asked for.")), new(3)).Problem!.Type.ShouldBe("erased");
    }

    private static Document Document(params object[] events) => DocumentStream.Definition.Folded<Document>(
        [new DocumentDeposited("D", "A text", null, TextKind.Other, null, false, new SealedText(Guid.Empty, 9, "ab"), new("text/plain", 1, false)), .. events]);
}
