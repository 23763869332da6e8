using System.Text.Json;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Sources;

public sealed class CslItemTests
{
    [Fact]
    public void What_the_record_does_not_name_comes_back_as_it_came()
    {
        const string csl = """{"type":"book","title":"T","author":[{"family":"A","parse-names":true}],"issued":{"raw":"1999?","edtf":"1999"},"dimensions":"12 cm","custom":{"tags":["x",{"y":1.50}]}}""";

        var item = JsonSerializer.Deserialize<CslItem>(csl, RecordJson.Options)!;

        JsonElement.DeepEquals(JsonSerializer.SerializeToElement(item, RecordJson.Options), JsonDocument.Parse(csl).RootElement).ShouldBeTrue();
    }

    [Fact]
    public void Numbers_become_text_with_every_digit()
    {
        var item = JsonSerializer.Deserialize<CslItem>("""{"type":"book","volume":10.10,"issue":4,"edition":"2"}""", RecordJson.Options)!;

        (item.Volume, item.Issue, item.Edition).ShouldBe(("10.10", "4", "2"));
    }

    [Fact]
    public void Date_parts_may_be_digits_in_text()
    {
        var date = JsonSerializer.Deserialize<CslDate>("""{"date-parts":[["2003",4,"05"]]}""", RecordJson.Options);

        date.ShouldBe(CslDate.On(2003, 4, 5));
    }

    [Theory]
    [InlineData("""{"date-parts":[[2003.5]]}""")]
    [InlineData("""{"date-parts":[["spring"]]}""")]
    [InlineData("""{"date-parts":[2003]}""")]
    public void Date_parts_that_are_no_dates_are_not_guessed(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<CslDate>(json, RecordJson.Options));

    [Fact]
    public void Items_differ_when_anything_in_them_does()
    {
        var item = SourceExamples.Book;

        (item == item with { Author = [new CslName { Family = "Zweig", Given = "David" }] }).ShouldBeTrue();
        (item == item with { Author = [new CslName { Family = "Zweig", Given = "D." }] }).ShouldBeFalse();
        (item == item with { Others = new Dictionary<string, JsonElement> { ["rights"] = JsonDocument.Parse("\"x\"").RootElement } }).ShouldBeFalse();
    }
}
