using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access;

public sealed class MembersTests(SharedService service)
{
    [Fact]
    public async Task Given_a_member_when_the_role_changes_then_what_they_may_do_changes_at_once_and_the_history_says_who_did_it()
    {
        var study = await TestStudy.Open(service.Running);
        using var anna = await Cast.WithToken(study, "service:anna", "coder");
        var address = $"/api/studies/{study.Slug}/sources";
        const string source = """{"key":"s1","item":{"id":"s1","type":"book","title":"A book"}}""";
        (await Cast.Send(anna, "POST", address, source)).Status.ShouldBe(403);

        (await study.Put("members/service:anna", """{"role":"editor"}""")).Status.ShouldBe(200);

        (await Cast.Send(anna, "POST", address, source)).Status.ShouldBe(201);
        await study.Given("members", """{"principal":"service:ben","role":"reader"}""");
        var history = (await study.Get("history")).Text;
        history.ShouldContain("member_role_changed");
        history.ShouldContain("\"actor\":\"service:anna\"");
        history.ShouldContain("token of service:anna");
    }

    [Fact]
    public async Task Given_a_member_when_they_are_removed_then_the_study_does_not_exist_for_them_any_more()
    {
        var study = await TestStudy.Open(service.Running);
        using var ben = await Cast.WithToken(study, "service:ben", "reader");
        (await Cast.Send(ben, "GET", $"/api/studies/{study.Slug}")).Status.ShouldBe(200);

        (await study.Delete("members/service:ben")).Status.ShouldBe(200);

        var (status, text) = await Cast.Send(ben, "GET", $"/api/studies/{study.Slug}");
        status.ShouldBe(404);
        text.ShouldContain($"There is no study “{study.Slug}”");
        (await study.Get("members")).Text.ShouldNotContain("service:ben");
    }

    [Fact]
    public async Task Given_the_only_owner_when_they_would_be_removed_or_made_something_else_then_it_is_refused()
    {
        var study = await TestStudy.Open(service.Running);
        var owner = (await study.Get("members")).Json["items"]![0]!["principal"]!.GetValue<string>();

        (await study.Delete($"members/{Uri.EscapeDataString(owner)}")).Problem.ShouldBe("last-owner");
        (await study.Put($"members/{Uri.EscapeDataString(owner)}", """{"role":"reader"}""")).Problem.ShouldBe("last-owner");
    }

    [Theory]
    [InlineData("""{"principal":"Not a name","role":"coder"}""", 400)]
    [InlineData("""{"principal":"service:x1","role":"king"}""", 400)]
    [InlineData("""{"role":"coder"}""", 400)]
    [InlineData("""{"principal":"service:x1"}""", 400)]
    public async Task Given_rubbish_when_a_member_is_added_then_it_is_refused_and_nobody_is_added(string json, int expected)
    {
        var study = await TestStudy.Open(service.Running);

        (await study.Post("members", json)).Status.ShouldBe(expected);

        (await study.Get("members")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Given_two_studies_when_a_member_of_one_lists_studies_then_only_theirs_is_there()
    {
        var (mine, other) = (await TestStudy.Open(service.Running), await TestStudy.Open(service.Running));
        using var anna = await Cast.WithToken(mine, "service:anna", "reader");

        var (_, text) = await Cast.Send(anna, "GET", "/api/studies?limit=200");

        text.ShouldContain(mine.Slug);
        text.ShouldNotContain(other.Slug);
    }

    [Fact]
    public async Task Given_a_reader_when_a_page_with_sealed_words_is_shown_then_they_are_not_on_it_and_a_coder_sees_them()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"X 1","confidentiality":"confidential"}""");
        await study.Given("codes", """{"key":"c","name":"C","definition":"A code."}""");
        await study.Given("codings", """{"interview":"X 1","layer":"anna","key":"st","codes":["c"],"statement":"The harbour closed at dawn."}""");
        using var reader = await Cast.WithToken(study, "service:reader", "reader");
        using var coder = await Cast.WithToken(study, "service:coder", "coder");
        var page = $"/studies/{study.Slug}/interviews/X%201";

        (await Cast.Send(coder, "GET", page)).Text.ShouldContain("The harbour closed at dawn.");
        (await Cast.Send(reader, "GET", page)).Text.ShouldNotContain("harbour closed");
    }
}
