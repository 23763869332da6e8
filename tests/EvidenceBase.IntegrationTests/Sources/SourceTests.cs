using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Sources;

public sealed class SourceTests(SharedService service)
{
    private const string Item =
        """{"type":"book","title":"Internationalizing China: Domestic Interests and Global Linkages","author":[{"family":"Zweig","given":"David"}],"publisher-place":"Ithaca, NY","publisher":"Cornell University Press","issued":{"date-parts":[["2002"]]},"volume":3,"dimensions":"24 cm"}""";

    [Fact]
    public async Task A_registered_source_is_read_by_key_and_id_with_its_citations()
    {
        var study = await TestStudy.Open(service.Running);

        var created = await study.Given("sources", $$"""{"key":"zweig2002","item":{{Item}},"annotations":{"firstNote":28} }""");
        var read = await study.Get("sources/zweig2002");

        created.Status.ShouldBe(201);
        read.Status.ShouldBe(200, read.Text);
        read.Json["key"]!.GetValue<string>().ShouldBe("zweig2002");
        read.Json["version"]!.GetValue<int>().ShouldBe(1);
        read.Json["item"]!["id"]!.GetValue<string>().ShouldBe("zweig2002");
        read.Json["item"]!["publisher-place"]!.GetValue<string>().ShouldBe("Ithaca, NY");
        read.Json["item"]!["volume"]!.GetValue<string>().ShouldBe("3");
        read.Json["item"]!["dimensions"]!.GetValue<string>().ShouldBe("24 cm", "variables without a field of their own are kept");
        read.Json["item"]!["issued"]!["date-parts"]![0]![0]!.GetValue<int>().ShouldBe(2002);
        read.Json["fullNote"]!["text"]!.GetValue<string>().ShouldBe(
            "David Zweig, Internationalizing China: Domestic Interests and Global Linkages, vol. 3 (Ithaca, NY: Cornell University Press, 2002).");
        read.Json["fullNote"]!["runs"]![1]!["italic"]!.GetValue<bool>().ShouldBeTrue();
        read.Json["shortNote"]!["text"]!.GetValue<string>().ShouldBe("Zweig, Internationalizing China, vol. 3.");
        read.Json["annotations"]!["firstNote"]!.GetValue<int>().ShouldBe(28);
        (await study.Get($"sources/{created.Id}")).Text.ShouldBe(read.Text);
    }

    [Fact]
    public async Task Titles_in_any_script_come_back_letter_for_letter()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("sources", """{"key":"华为2006","item":{"type":"book","title":"华为的世界 — عالم هواوي 𠀀","author":[{"family":"吴","given":"建国"}]}}""");

        var read = await study.Get($"sources/{Uri.EscapeDataString("华为2006")}");

        read.Json["item"]!["title"]!.GetValue<string>().ShouldBe("华为的世界 — عالم هواوي 𠀀");
        read.Json["fullNote"]!["text"]!.GetValue<string>().ShouldBe("吴建国, 华为的世界 — عالم هواوي 𠀀.");
    }

    [Fact]
    public async Task A_correction_replaces_the_description_under_the_version_that_was_read()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("sources", $$"""{"key":"zweig2002","item":{{Item}} }""");
        var better = $$"""{"item":{{Item.Replace("\"volume\":3", "\"edition\":\"2\"", StringComparison.Ordinal)}},"annotations":{"incomplete":true,"missing":["pages"]} }""";

        (await study.Put("sources/zweig2002", better)).Status.ShouldBe(428);
        var read = await study.Get("sources/zweig2002");
        (await study.Put("sources/zweig2002", better, ("If-Match", read.ETag!))).Status.ShouldBe(200);
        var stale = await study.Put("sources/zweig2002", better, ("If-Match", read.ETag!));
        var after = await study.Get("sources/zweig2002");
        var same = await study.Put("sources/zweig2002", better, ("If-Match", after.ETag!));

        stale.Status.ShouldBe(412);
        stale.Json["currentVersion"]!.GetValue<int>().ShouldBe(2);
        after.Json["fullNote"]!["text"]!.GetValue<string>().ShouldContain("2nd ed.");
        after.Json["incompleteSign"]!.GetValue<string>().ShouldBe("[incomplete: pages not given]");
        same.Status.ShouldBe(200);
        (await study.Get("sources/zweig2002")).Json["version"]!.GetValue<int>().ShouldBe(2, "what says the same writes nothing");
        (await study.Get("sources/zweig2002?asOf=position:3")).Json["fullNote"]!["text"]!.GetValue<string>().ShouldContain("vol. 3");
    }

    [Fact]
    public async Task A_withdrawn_source_says_so_and_can_no_longer_be_cited_or_corrected()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("sources", $$"""{"key":"zweig2002","item":{{Item}} }""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"It holds."}""");

        (await study.Post("sources/zweig2002/withdrawal", """{"reason":" "}""")).Status.ShouldBe(400);
        (await study.Post("sources/zweig2002/withdrawal", """{"reason":"cited by mistake"}""")).Status.ShouldBe(200);

        var read = await study.Get("sources/zweig2002");
        read.Json["withdrawn"]!.GetValue<bool>().ShouldBeTrue();
        read.Json["withdrawnReason"]!.GetValue<string>().ShouldBe("cited by mistake");
        var cited = await study.Post("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"source","name":"zweig2002"}}""");
        (cited.Status, cited.Problem).ShouldBe((409, "withdrawn"));
        (await study.Put("sources/zweig2002", $$"""{"item":{{Item}} }""", ("If-Match", read.ETag!))).Status.ShouldBe(409);
        (await study.Post("sources", $$"""{"key":"zweig2002","item":{{Item}} }""")).Problem.ShouldBe("key-taken");
    }

    [Fact]
    public async Task Sources_are_listed_in_the_order_of_their_keys_page_by_page()
    {
        var study = await TestStudy.Open(service.Running);
        foreach (var key in new[] { "wade2003", "acemoglu2002", "lall2013" })
            await study.Given("sources", $$"""{"key":"{{key}}","item":{{Item}} }""");

        var first = await study.Get("sources?limit=2");
        var second = await study.Get($"sources?limit=2&cursor={Uri.EscapeDataString(first.Json["next"]!.GetValue<string>())}");

        first.Json["items"]!.AsArray().Concat(second.Json["items"]!.AsArray()).Select(one => one!["key"]!.GetValue<string>())
            .ShouldBe(["acemoglu2002", "lall2013", "wade2003"]);
        second.Json["next"].ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"key":"a/b","item":{"type":"book","title":"T"}}""", 400, null)]
    [InlineData("""{"key":"a"}""", 400, null)]
    [InlineData("""{"key":"a","item":{"title":"T"}}""", 400, "item")]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T\u0000"}}""", 400, null)]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T","x\u0000":1}}""", 400, null)]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T","note":"\ud800"}}""", 400, null)]
    [InlineData("""{"key":"a","item":{"type":"book","title":["T"]}}""", 400, "item.title")]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T","issued":{"date-parts":[["soon"]]}}}""", 400, "item.issued.date-parts")]
    [InlineData("""{"key":"a","item":{"type":"buch","title":"T"}}""", 422, "item.type")]
    [InlineData("""{"key":"a","item":{"type":"book","title":" "}}""", 422, "item.title")]
    [InlineData("""{"key":"a","item":{"id":"b","type":"book","title":"T"}}""", 422, "item.id")]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T","author":[{}]}}""", 422, "item.author[0]")]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T","author":[null]}}""", 422, "item.author[0]")]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T","URL":"javascript:alert(1)"}}""", 422, "item.URL")]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T"},"annotations":{"missing":["year"]}}""", 422, "annotations.incomplete")]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T"},"annotations":{"missing":[null],"incomplete":true}}""", 422, "annotations")]
    [InlineData("""{"key":"a","item":{"type":"book","title":"T"},"annotations":{"colour":"red"}}""", 400, "annotations.colour")]
    public async Task What_cannot_be_taken_is_refused_at_its_field(string json, int status, string? field)
    {
        var study = await TestStudy.Open(service.Running);

        var answer = await study.Post("sources", json);

        answer.Status.ShouldBe(status, answer.Text);
        if (field is not null)
            answer.Json["field"]!.GetValue<string>().ShouldBe(field);
        (await study.Get("sources")).Json["items"]!.AsArray().ShouldBeEmpty();
    }
}
