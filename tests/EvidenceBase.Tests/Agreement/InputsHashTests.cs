using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Record.Agreement;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Agreement;

public sealed class InputsHashTests
{
    private static readonly Guid First = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");
    private static readonly Guid Second = Guid.Parse("0199a0b0-0000-7000-8000-000000000002");

    [Fact]
    public void Given_codings_when_they_are_hashed_then_it_is_the_sha_256_of_the_lines_that_are_documented()
    {
        const string Lines = """
            evidencebase agreement inputs 1
            layer anna
            layer ben
            document 0199a0b0-0000-7000-8000-000000000001 2 90 anna,ben
            document 0199a0b0-0000-7000-8000-000000000002 1 40 ben
            code 0199a0b0-0000-7000-8000-000000000001
            code 0199a0b0-0000-7000-8000-000000000002
            0 0 1 3 9 -
            0 1 0 3 9 55
            1 0 1 0 40 0

            """;

        InputsHash.Of(Data()).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Lines.ReplaceLineEndings("\n")))));
    }

    [Fact]
    public void Given_more_codings_than_fit_into_a_buffer_when_they_are_hashed_then_every_one_of_them_counts()
    {
        var spans = Enumerable.Range(0, 9_000).Select(at => new CodedSpan(0, at % 2, 0, at, at + 1)).ToList();
        var whole = InputsHash.Of(Data(spans));

        foreach (var left in new[] { 0, 4_321, 8_999 })
            InputsHash.Of(Data([.. spans.Where((_, index) => index != left)])).ShouldNotBe(whole);
    }

    [Fact]
    public void Given_another_length_of_a_document_or_another_who_coded_it_when_it_is_hashed_then_the_hash_is_another()
    {
        var hash = InputsHash.Of(Data());

        InputsHash.Of(Data(length: 91)).ShouldNotBe(hash);
        InputsHash.Of(Data(coder: "anna")).ShouldNotBe(hash);
    }

    /// <summary>Given in an order that is not that of the hash.</summary>
    private static AgreementData Data(int length = 90, string coder = "ben") => new(
        ["ben", "anna"],
        [new(Second, "D2", 1, 40, new HashSet<string> { coder }), new(First, "D1", 2, length, new HashSet<string> { "ben", "anna" })],
        [new(Second, "late"), new(First, "gap")],
        [new(0, 0, 1, 0, 40, 0), new(1, 1, 0, 3, 9, 55), new(1, 0, 1, 3, 9)]);

    private static AgreementData Data(IReadOnlyCollection<CodedSpan> spans) => new(
        ["anna", "ben"], [new(First, "D1", 1, 9_001, new HashSet<string>())], [new(First, "gap")], spans);
}
