using System.Text;
using System.Text.Json;
using CsCheck;
using EvidenceBase.TransparencyLog;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog;

public sealed class CanonicalJsonTests
{
    /// <summary>The example of RFC 8785, section 3.2.2, without its fractional numbers.</summary>
    [Fact]
    public void Given_the_published_example_when_made_canonical_then_it_is_as_published() =>
        Canonical("""
            {
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """).ShouldBe("""{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}""");

    /// <summary>The example of RFC 8785, section 3.2.3: by UTF-16 code units the emoji stands before the Hebrew letter, by code points behind it.</summary>
    [Fact]
    public void Given_the_published_names_when_made_canonical_then_they_are_in_the_order_of_their_utf_16_code_units()
    {
        var canonical = Canonical("""
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """);

        JsonDocument.Parse(canonical).RootElement.EnumerateObject().Select(member => member.Value.GetString()).ShouldBe(
        [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
        ]);
        canonical.ShouldStartWith("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":");
    }

    [Theory]
    [InlineData("[]", "[]")]
    [InlineData("{ }", "{}")]
    [InlineData(" [ 1 , -1 , 0 , -0 ] ", "[1,-1,0,0]")]
    [InlineData("[9007199254740991,-9007199254740991]", "[9007199254740991,-9007199254740991]")]
    [InlineData("""{"b":{"d":1,"c":2},"a":[{"z":1,"y":2}]}""", """{"a":[{"y":2,"z":1}],"b":{"c":2,"d":1}}""")]
    [InlineData("""{"aa":1,"a":2,"B":3,"":4}""", """{"":4,"B":3,"a":2,"aa":1}""")]
    [InlineData("""["\u0000\u0001\u0008\u0009\u000a\u000b\u000c\u000d\u001f\u007f\u2028"]""", "[\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\u007f\u2028\"]")]
    [InlineData("""["<>&+'/\u0061\ud83d\ude00"]""", "[\"<>&+'/a😀\"]")]
    public void Given_json_when_made_canonical_then_there_is_one_form(string json, string canonical) => Canonical(json).ShouldBe(canonical);

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("1E3")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("99999999999999999999")]
    public void Given_a_number_that_is_not_whole_and_exact_when_made_canonical_then_it_is_refused_and_named(string number) =>
        Should.Throw<FormatException>(() => CanonicalJson.Of($$"""{"a":[{{number}}]}""")).Message.ShouldContain(number);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("[1,]")]
    [InlineData("[NaN]")]
    [InlineData("[01]")]
    [InlineData("// comment\n1")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""["\ud83d"]""")]
    [InlineData("""["\ude00\ud83d"]""")]
    [InlineData("""{"\ud83d":1}""")]
    public void Given_what_has_no_canonical_form_when_made_canonical_then_it_is_refused(string json) =>
        Should.Throw<FormatException>(() => CanonicalJson.Of(json));

    [Fact]
    public void Given_text_that_is_no_unicode_when_made_canonical_then_it_is_refused() =>
        Should.Throw<FormatException>(() => CanonicalJson.Of($"[\"{(char)0xd83d}\"]"));

    [Fact]
    public void Given_any_json_when_made_canonical_then_it_means_the_same_and_is_its_own_canonical_form() => Any(3).Sample(json =>
    {
        var canonical = Canonical(json);

        using var before = JsonDocument.Parse(json);
        using var after = JsonDocument.Parse(canonical);
        JsonElement.DeepEquals(before.RootElement, after.RootElement).ShouldBeTrue(json);
        Canonical(canonical).ShouldBe(canonical);
        Canonical(JsonSerializer.Serialize(before.RootElement, Indented)).ShouldBe(canonical);
    }, iter: 500);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(json));

    private static Gen<string> Text { get; } = Gen.OneOf(Gen.Char['\0', '~'], Gen.Char['\u0080', '\ud7ff'], Gen.Char['\ue000', '\uffff'])
        .Select(character => character.ToString()).Array[0, 6].Select(string.Concat)
        .Select(text => JsonSerializer.Serialize(text + "\ud83d\ude00"[..(text.Length % 2 * 2)]));

    private static Gen<string> Any(int depth)
    {
        var simple = Gen.OneOf(Gen.OneOf(Gen.Const("null"), Gen.Const("true"), Gen.Const("false")), Gen.Long[-(1L << 53) + 1, (1L << 53) - 1].Select(number => $"{number}"), Text);
        return depth == 0
            ? simple
            : Gen.OneOf(
                simple,
                Any(depth - 1).Array[0, 4].Select(items => $"[{string.Join(',', items)}]"),
                Gen.Select(Text, Any(depth - 1)).Array[0, 4].Select(members =>
                    $"{{{string.Join(',', members.DistinctBy(member => member.Item1).Select(member => $"{member.Item1}:{member.Item2}"))}}}"));
    }
}
