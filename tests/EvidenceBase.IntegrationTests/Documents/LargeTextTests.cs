using System.Text;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Documents;

/// <summary>Ten megabytes of text, of which nothing is handed out, coded or searched but what was asked for.</summary>
public sealed class LargeTextTests(SharedService service)
{
    private const int Lines = 180_000;

    [Fact]
    public async Task Given_ten_megabytes_of_text_when_it_is_opened_coded_and_searched_then_only_what_was_asked_for_comes()
    {
        var study = await TestStudy.Open(service.Running);
        var text = Text();
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.Length.ShouldBeGreaterThan(10_000_000);
        await study.Given("codes", """{"key":"crane","name":"Crane"}""");

        var uploaded = await Uploaded.Upload(study, "documents:upload", bytes, "long.txt", null, ("key", "long"), ("title", "Long"));
        var length = uploaded.Json["length"]!.GetValue<int>();
        var middle = await study.Get($"documents/long/text?start={length / 2}&end={(length / 2) + 2000}");
        var lastLines = await study.Get($"documents/long/text?line={Lines - 1}&lines=50");
        var found = await study.Get("documents:search?q=only%20once");
        var place = found.Json["items"]!.AsArray().ShouldHaveSingleItem()!;
        var (start, end) = (place["start"]!.GetValue<int>(), place["end"]!.GetValue<int>());
        var coding = await study.Given("codings", $$"""{"document":"long","layer":"anna","code":"crane","start":{{start}},"end":{{end}}}""");
        var manyPlaces = await study.Get("documents:search?q=harbour&limit=20");
        var structure = await study.Get($"documents/long/structure?start={start}&end={end}");

        uploaded.Status.ShouldBe(201, uploaded.Text);
        length.ShouldBe(text.EnumerateRunes().Count());
        middle.Json["text"]!.GetValue<string>().EnumerateRunes().Count().ShouldBe(2000);
        middle.Text.Length.ShouldBeLessThan(10_000);
        (lastLines.Json["lines"]!.GetValue<int>(), lastLines.Json["line"]!.GetValue<int>()).ShouldBe((Lines, Lines - 1));
        lastLines.Json["text"]!.GetValue<string>().ShouldBe(string.Join('\n', text.TrimEnd('\n').Split('\n')[^2..]));
        end.ShouldBeGreaterThan(length - 200);
        (await study.Get($"codings/{coding.Id}/text")).Json["text"]!.GetValue<string>().ShouldBe("only once");
        manyPlaces.Json["items"]!.AsArray().Count.ShouldBe(20);
        manyPlaces.Text.Length.ShouldBeLessThan(20_000);
        structure.Text.Length.ShouldBeLessThan(2_000);
        structure.Json["structure"]!["blocks"]!.AsArray().Count.ShouldBe(1);
    }

    private static string Text()
    {
        var text = new StringBuilder();
        for (var line = 1; line < Lines; line++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Line {line} says that the harbour of 厦门 was moved 😀 long ago.\n");
        return text.Append("This stands here only once.\n").ToString();
    }
}
