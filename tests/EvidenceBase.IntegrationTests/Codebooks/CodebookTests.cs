using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Codebooks;

public sealed class CodebookTests(SharedService service)
{
    [Fact]
    public async Task Given_codes_when_the_codebook_is_read_then_it_is_a_tree_at_its_version()
    {
        var study = await TestStudy.Open(service.Running);
        (await study.Get("codebook")).Json["codes"]!.AsArray().ShouldBeEmpty();

        var first = await study.Given("codes", """{"key":"actors","name":"Actors","codable":false}""");
        await study.Given("codes", """{"key":"firms","name":"Firms","definition":"Who makes things","colour":"#3366cc","parent":"actors"}""");
        var book = await study.Get("codebook");
        var code = await study.Get("codes/firms");

        first.Status.ShouldBe(201, first.Text);
        first.Headers["Location"].ShouldEndWith("/codes/actors");
        book.Json["version"]!.GetValue<long>().ShouldBe(2);
        book.Json["codes"]![0]!["codes"]![0]!["key"]!.GetValue<string>().ShouldBe("firms");
        code.Json["path"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["Actors", "Firms"]);
        code.ETag.ShouldStartWith("\"1-");
        (await study.Get("codes")).Json["items"]!.AsArray().Select(item => item!["key"]!.GetValue<string>()).ShouldBe(["actors", "firms"]);
    }

    [Fact]
    public async Task Given_a_code_when_it_is_described_anew_then_its_own_version_counts()
    {
        var study = await Study("a", "b");

        var none = await study.Put("codes/a", """{"name":"A"}""");
        var old = await study.Put("codes/a", """{"name":"A"}""", ("If-Match", "\"9\""));
        var right = await study.Put("codes/a", """{"name":"A","include":"all of it"}""", ("If-Match", (await study.Get("codes/a")).ETag!));
        var code = await study.Get("codes/a");

        none.Status.ShouldBe(428, none.Text);
        old.Status.ShouldBe(412, old.Text);
        right.Status.ShouldBe(200, right.Text);
        right.Json["version"]!.GetValue<long>().ShouldBe(3);
        code.ETag.ShouldStartWith("\"3-");
        code.Json["definedIn"]!.GetValue<long>().ShouldBe(4);
        (await study.Get("codes/a?asOf=position:3")).Json["name"]!.GetValue<string>().ShouldBe("a");
        (await study.Get("codes/b")).ETag.ShouldStartWith("\"1-");
    }

    [Fact]
    public async Task Given_codes_when_they_are_merged_and_the_merge_is_undone_then_all_is_as_before()
    {
        var study = await Study("a", "a/x", "b", "c");
        var before = (await study.Get("codebook")).Json["codes"]!.ToJsonString();

        var merged = await study.Post("codes/a/merge", """{"into":"b","with":["c"],"reason":"The same thing."}""");
        var book = (await study.Get("codebook")).Json["codes"]!;
        var part = (await study.Get("codes/a")).Json;
        var undone = await study.Delete("codes/c/merge", """{"reason":"Not the same."}""");

        merged.Status.ShouldBe(200, merged.Text);
        book.AsArray().Count.ShouldBe(1);
        book[0]!["codes"]![0]!["key"]!.GetValue<string>().ShouldBe("x");
        part["partOf"]!["key"]!.GetValue<string>().ShouldBe("b");
        undone.Status.ShouldBe(200, undone.Text);
        Without((await study.Get("codebook")).Json["codes"]!.ToJsonString()).ShouldBe(Without(before));
        (await study.Delete("codes/c/merge")).Problem.ShouldBe("not-merged");
    }

    [Fact]
    public async Task Given_a_code_when_it_is_split_and_the_split_is_undone_then_it_stands_for_itself_again()
    {
        var study = await Study("a");

        var split = await study.Post(
            "codes/a/split", """{"into":[{"key":"a-1","name":"One"},{"key":"a-2","name":"Two","parent":"a"}],"reason":"Two things."}""");
        var code = (await study.Get("codes/a")).Json;
        var again = await study.Post("codes/a/split", """{"into":[{"key":"b-1","name":"1"},{"key":"b-2","name":"2"}],"reason":"Again."}""");
        var undone = await study.Delete("codes/a/split");

        split.Status.ShouldBe(200, split.Text);
        code["status"]!.GetValue<string>().ShouldBe("split");
        code["splitInto"]!.AsArray().Count.ShouldBe(2);
        again.Status.ShouldBe(409, again.Text);
        undone.Status.ShouldBe(200, undone.Text);
        (await study.Get("codes/a")).Json["status"]!.GetValue<string>().ShouldBe("active");
        (await study.Get("codes/a-2")).Json["partOf"]!["key"]!.GetValue<string>().ShouldBe("a");
    }

    [Fact]
    public async Task Given_a_code_when_it_is_moved_retired_and_restored_then_the_tree_follows()
    {
        var study = await Study("a", "b", "c");

        (await study.Post("codes/c/move", """{"parent":"a","reason":"Belongs there."}""")).Status.ShouldBe(200);
        (await study.Post("codes/a/move", """{"parent":"c"}""")).Problem.ShouldBe("circular-tree");
        (await study.Post("codes/a/retirement", """{"reason":"Unused."}""")).Problem.ShouldBe("has-children");
        (await study.Post("codes/c/retirement", """{"reason":"Unused."}""")).Status.ShouldBe(200);
        (await study.Get("codes/c")).Json["reason"]!.GetValue<string>().ShouldBe("Unused.");
        (await study.Delete("codes/c/retirement", """{"reason":"Used after all."}""")).Status.ShouldBe(200);

        var book = (await study.Get("codebook")).Json["codes"]!;
        book[0]!["codes"]![0]!["status"]!.GetValue<string>().ShouldBe("active");
    }

    [Theory]
    [InlineData("codebook?format=qdc", "application/json")]
    [InlineData("codebook", "application/xml")]
    public async Task Given_codes_when_the_codebook_is_asked_for_as_a_file_then_it_is_one_that_other_programs_read(string path, string accept)
    {
        var study = await Study("a", "a/x", "b");
        await study.Given("codes", """{"key":"y","name":"Why <so>","definition":"Said.","include":"All of it.","colour":"#3366cc","parent":"b","codable":false}""");

        var answer = await study.Get(path, ("Accept", accept));

        answer.Status.ShouldBe(200, answer.Text);
        answer.Headers["Content-Disposition"].ShouldContain(".qdc");
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(answer.Text));
        var read = EvidenceBase.Formats.Refi.QdaCodebookReader.Read(stream, "study.qdc");
        var codes = read.Content!.Flatten().ToList();
        codes.Select(one => (one.Code.Name, one.Parent?.Name)).ShouldBe([("a", null), ("x", "a"), ("b", null), ("Why <so>", "b")]);
        codes[3].Code.Description.ShouldBe("Said.\n\nInclude: All of it.\nKey: y");
        (codes[3].Code.IsCodable, codes[3].Code.Color).ShouldBe((false, "#3366cc"));
    }

    [Theory]
    [InlineData("codes", """{"key":"a/b","name":"A"}""", 400, "invalid")]
    [InlineData("codes", """{"key":"b","name":" "}""", 400, "invalid")]
    [InlineData("codes", """{"key":"b","name":"B","colour":"red"}""", 400, "invalid")]
    [InlineData("codes", """{"key":"b","name":"B","parent":"nowhere"}""", 422, "unknown-reference")]
    [InlineData("codes", """{"key":"a","name":"Another"}""", 409, "key-taken")]
    [InlineData("codes", """{"key":"b","name":"a"}""", 409, "name-taken")]
    [InlineData("codes/a/merge", """{"into":"a","reason":"Why not."}""", 409, "self-merge")]
    [InlineData("codes/a/merge", """{"into":"nowhere","reason":"Why not."}""", 422, "unknown-reference")]
    [InlineData("codes/a/split", """{"into":[{"key":"x","name":"X"}],"reason":"Why not."}""", 400, "invalid")]
    [InlineData("codes/a/split", """{"into":[{"key":"x","name":"X"},{"key":"y"}],"reason":"Why not."}""", 400, "invalid")]
    [InlineData("codes/a/split", """{"into":[{"key":"x","name":"X"},null],"reason":"Why not."}""", 400, "invalid")]
    [InlineData("codes/a/retirement", "{}", 400, "invalid")]
    [InlineData("codes/nowhere/retirement", """{"reason":"Gone."}""", 404, "not-found")]
    public async Task Given_rubbish_when_it_is_sent_then_a_problem_says_what_is_wrong_and_nothing_is_written(string path, string json, int status, string problem)
    {
        var study = await Study("a");

        var answer = await study.Post(path, json);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
        (await study.Get("codebook")).Json["version"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task Given_two_first_codes_at_once_when_both_begin_the_codebook_then_both_are_in_it()
    {
        var study = await TestStudy.Open(service.Running);

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => study.Post("codes", $$"""{"key":"c{{number}}","name":"Code {{number}}"}""")));

        answers.ShouldAllBe(answer => answer.Status == 201);
        (await study.Get("codebook")).Json["version"]!.GetValue<long>().ShouldBe(4);
    }

    /// <summary>A study with codes named like their keys, some under others (<c>a/x</c>).</summary>
    private async Task<TestStudy> Study(params string[] paths)
    {
        var study = await TestStudy.Open(service.Running);
        foreach (var parts in paths.Select(path => path.Split('/')))
        {
            var parent = parts.Length > 1 ? $",\"parent\":\"{parts[^2]}\"" : string.Empty;
            await study.Given("codes", $$"""{"key":"{{parts[^1]}}","name":"{{parts[^1]}}"{{parent}}}""");
        }

        return study;
    }

    /// <summary>The tree but for the versions of its codes, which never go back.</summary>
    private static string Without(string codes) => System.Text.RegularExpressions.Regex.Replace(codes, "\"version\":[0-9]+,", string.Empty);
}
