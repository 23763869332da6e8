using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Kernel;

public sealed class HumanKeyTests
{
    [Theory]
    [InlineData("C12")]
    [InlineData("JS 036")]
    [InlineData("caf\u00e9")]
    [InlineData("苏州-1")]
    [InlineData("شنجن")]
    public void Good_keys(string key) => HumanKey.IsValid(key).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" C1")]
    [InlineData("C1 ")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\tb")]
    [InlineData("cafe\u0301")]
    [InlineData("0199a0b0-0000-7000-8000-000000000001")]
    public void Bad_keys(string? key) => HumanKey.IsValid(key).ShouldBeFalse();

    [Fact]
    public void A_key_has_at_most_120_characters()
    {
        HumanKey.IsValid(new string('k', 120)).ShouldBeTrue();
        HumanKey.IsValid(new string('k', 121)).ShouldBeFalse();
    }
}
