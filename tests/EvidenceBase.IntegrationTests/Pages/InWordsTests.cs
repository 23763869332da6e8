using EvidenceBase.Pages;

namespace EvidenceBase.IntegrationTests.Pages;

public sealed class InWordsTests
{
    [Theory]
    [InlineData("10.1181818182 times", "about 10.12 times")]
    [InlineData("97.3643410853 percent", "about 97.36 percent")]
    [InlineData("0.793650793651 percent", "about 0.7937 percent")]
    [InlineData("0.000123456789", "about 0.0001235")]
    [InlineData("-5.60317460317 times", "about -5.603 times")]
    [InlineData("123456.789012 yuan", "about 123457 yuan")]
    [InlineData("97.35 percent", "97.35 percent")]
    [InlineData("144000 people", "144000 people")]
    [InlineData("12345678 people", "12345678 people")]
    [InlineData("2.5 times", "2.5 times")]
    [InlineData("1950s", "1950s")]
    [InlineData("R.&D. rose 10.1181818182 times", "R.&D. rose 10.1181818182 times")]
    public void A_long_number_is_cut_to_four_digits_and_says_so(string value, string expected) => InWords.Rounded(value).ShouldBe(expected);
}
