using System.Text.Json;
using EvidenceBase.Differences;

namespace EvidenceBase.IntegrationTests.Differences;

/// <summary>Two documents, field by field.</summary>
public sealed class JsonDifferencesTests
{
    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", "")]
    [InlineData("""{"a":1}""", """{"a":1.0}""", "")]
    [InlineData("""{"a":"x"}""", """{"a":"y"}""", "a")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "a")]
    [InlineData("""{"a":{"b":[1,2]}}""", """{"a":{"b":[1,3]}}""", "a.b[1]")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "a[1]")]
    [InlineData("""{"a":null}""", """{}""", "a")]
    [InlineData("""{"a":[{"id":"1","x":1},{"id":"2"}]}""", """{"a":[{"id":"1","x":2},{"id":"3"}]}""", "a[1].x a[2] a[3]")]
    [InlineData("""{"a":[{"id":"1"},{"id":"2"}]}""", """{"a":[{"id":"2"},{"id":"1"}]}""", "a (order)")]
    [InlineData("""{"a":[{"id":"1"},{"id":"1"}]}""", """{"a":[{"id":"1"},{"id":"2"}]}""", "a[1].id")]
    public void Given_two_documents_when_they_are_compared_then_each_place_at_which_they_differ_is_named(string from, string to, string paths) =>
        string.Join(' ', JsonDifferences.Between(JsonElement.Parse(from), JsonElement.Parse(to)).Select(one => one.Path)).ShouldBe(paths);
}
