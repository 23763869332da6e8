using System.Text;
using EvidenceBase.Formats;
using EvidenceBase.Formats.Csl;
using EvidenceBase.Record.Sources;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats;

public sealed class CslJsonTests
{
    [Fact]
    public void Items_and_annotations_come_back_as_they_were_written()
    {
        IReadOnlyList<CslEntry> entries =
        [
            new(
                "wu2006",
                new CslItem { Id = "wu2006", Type = "book", Title = "Huawei De Shijie", Author = [new CslName { Family = "Wu" }], Issued = CslDate.On(2006) },
                new SourceAnnotations { TranslatedTitle = "The World of Huawei", OriginalScriptTitle = "华为的世界", Incomplete = true, Missing = ["edition"], FirstNote = 71 }),
            new("plain", new CslItem { Id = "plain", Type = "book", Title = "T" }, SourceAnnotations.None),
        ];
        var file = new MemoryStream();

        CslJson.Write(file, entries);

        CslJson.Read(new MemoryStream(file.ToArray()), "sources.json").Content.ShouldBe(entries);
        var text = Encoding.UTF8.GetString(file.ToArray());
        text.ShouldContain("华为的世界");
        text.ShouldNotContain("\r");
        text.Split("\"custom\"").Length.ShouldBe(2, "what has no annotations has no custom field");
    }

    [Fact]
    public void What_others_put_into_custom_stays_there_and_ours_is_taken_out()
    {
        var entry = Read("""[{"id":"a","type":"book","title":"T","custom":{"tags":["x"],"firstNote":3}}]""").Content!.ShouldHaveSingleItem();

        entry.Annotations.FirstNote.ShouldBe(3);
        entry.Item.Others!["custom"].GetRawText().ShouldBe("""{"tags":["x"]}""");
        var file = new MemoryStream();
        CslJson.Write(file, [entry]);
        CslJson.Read(new MemoryStream(file.ToArray()), "f").Content.ShouldBe([entry]);
    }

    [Fact]
    public void What_is_no_variable_of_csl_is_kept_and_told()
    {
        var reading = Read("""[{"id":"a","type":"book","title":"T","colour":"red","author":[{"family":"A","orcid":"0"}],"archive-place":"Berlin"}]""");

        reading.NotUnderstood.Select(found => found.Field).ShouldBe(["colour", "author[0].orcid"]);
        reading.Content!.Single().Item.Others!.Keys.ShouldBe(["colour", "archive-place"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""[{"type":"book","title":"T"}]""", "item 1", "id", "no id")]
    [InlineData("""[{"id":"a","title":"T"}]""", "a", null, "type")]
    [InlineData("""[{"id":"a","type":"buch","title":"T"}]""", "a", "type", "item type")]
    [InlineData("""[{"id":"a/b","type":"book","title":"T"}]""", "a/b", "id", "slash")]
    [InlineData("""[{"id":"a","type":"book"}]""", "a", "title", "title")]
    [InlineData("""[{"id":"a","type":"book","title":["T"]}]""", "a", "title", "could not be converted")]
    [InlineData("""[{"id":"a","type":"book","title":"T","issued":{"date-parts":[["soon"]]}}]""", "a", "issued.date-parts", "soon")]
    [InlineData("""[{"id":"a","type":"book","title":"T","custom":{"firstNote":"three"}}]""", "a", "custom.firstNote", "could not be converted")]
    [InlineData("""[{"id":"a","type":"book","title":"T"},{"id":"a","type":"book","title":"U"}]""", "a", "id", "twice")]
    [InlineData("""[7]""", "item 1", null, "object")]
    public void An_error_names_the_item_and_the_field(string json, string item, string? field, string detail)
    {
        var reading = Read(json);

        reading.Content.ShouldBeNull();
        var error = reading.Errors.ShouldHaveSingleItem();
        (error.File, error.Item, error.Field).ShouldBe(("sources.json", item, field));
        error.Detail.ShouldContain(detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[{\"id\":\"a\",}]")]
    [InlineData("[{\"id\":\"a\",\"id\":\"b\",\"type\":\"book\",\"title\":\"T\"}]")]
    public void What_is_not_the_format_is_refused_with_a_reason(string json) => Read(json).Errors.ShouldHaveSingleItem().Detail.ShouldNotBeEmpty();

    [Fact]
    public void Deep_nesting_is_refused() => Read(new string('[', 100_000)).Errors.ShouldHaveSingleItem().Detail.ShouldContain("depth");

    [Theory]
    [MemberData(nameof(Hostile.Encodings), MemberType = typeof(Hostile))]
    public void Another_encoding_is_named_not_guessed(byte[] bytes) =>
        CslJson.Read(new MemoryStream(bytes), "f").Errors.ShouldHaveSingleItem().Detail.ShouldContain("UTF-8");

    private static Reading<IReadOnlyList<CslEntry>> Read(string json) => CslJson.Read(Hostile.File(json), "sources.json");
}
