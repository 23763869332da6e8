using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Platform.Rebuilding;
using EvidenceBase.Platform.Seeing;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Reversals;

public sealed class UndoTests(SharedService service)
{
    private const string Claim = """{"key":"C1","kind":"causal","text":"The move cost shifts."}""";
    private const string Qualification = """{"text":"In the old port."}""";

    [Fact]
    public async Task Given_commands_when_undone_without_a_name_then_the_latest_of_the_callers_own_is_undone_and_the_history_says_which()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", Claim);
        await study.Post("claims/C1/objections", """{"reason":"One gang."}""", ("Idempotency-Key", "the-objection"));
        using var editor = await Cast.WithToken(study, "service:editor", "editor");
        await Cast.Send(editor, "POST", $"/api/studies/{study.Slug}/claims/C1/qualifications", Qualification);

        var undone = await study.Post("undo", "{}");

        undone.Status.ShouldBe(200, undone.Text);
        var claim = (await study.Get("claims/C1")).Json;
        claim["contested"]!.AsArray().ShouldBeEmpty();
        claim["qualifications"]!.AsArray().Count.ShouldBe(1, "that is another's");
        var last = (await study.Get("history")).Json["items"]!.AsArray()[^1]!;
        last["type"]!.GetValue<string>().ShouldBe("claim_change_undone");
        last["reverses"]!.GetValue<string>().ShouldBe("the-objection");
        (await study.Post("redo", "{}")).Status.ShouldBe(200);
        (await study.Get("claims/C1")).Json["contested"]!.AsArray().Count.ShouldBe(1);
        (await study.Post("undo", """{"command":"the-objection"}""")).Status.ShouldBe(200);
        (await study.Get("claims/C1")).Json["contested"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_claim_that_was_undone_when_it_is_asked_for_then_it_does_not_exist_but_its_key_is_taken_and_its_history_is_there()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", Claim);
        (await study.Post("undo", "{}")).Status.ShouldBe(200);

        (await study.Get("claims/C1")).Status.ShouldBe(404);
        (await study.Get("claims")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await study.Post("claims/C1/objections", """{"reason":"No."}""")).Status.ShouldBe(404);
        (await study.Post("claims", Claim)).Problem.ShouldBe("key-taken");
        (await study.Get("claims/C1/history")).Json["items"]!.AsArray().Count.ShouldBe(2);
        (await study.Get("claims/C1?asOf=position:3")).Status.ShouldBe(200);
        (await study.Get("claims?asOf=position:3")).Json["items"]!.AsArray().Count.ShouldBe(1);
        (await study.Get("claims?asOf=position:4")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await study.Get("claims/C1?asOf=position:4")).Status.ShouldBe(404);
        (await study.Post("redo", "{}")).Status.ShouldBe(200);
        (await study.Get("claims/C1")).Json["text"]!.GetValue<string>().ShouldBe("The move cost shifts.");
    }

    public static TheoryData<string, string[], string> Rests => new()
    {
        { "evidence cites the source", ["sources", """{"key":"wade","item":{"type":"book","title":"A Book"}}""", "claims", Claim, "claims/C1/evidence", """{"stance":"supports","cites":{"kind":"source","name":"wade"}}"""], "rested-on" },
        { "a coding has the code", ["codes", """{"key":"loss","name":"Loss"}""", "interviews", """{"code":"H 1"}""", "codings", """{"interview":"H 1","layer":"anna","codes":["loss"],"statement":"It went."}"""], "rested-on" },
        { "a code stands under the code", ["codes", """{"key":"loss","name":"Loss"}""", "codes", """{"key":"pay","name":"Pay","parent":"loss"}"""], "changed-later" },
        { "a step stands on the claim", ["claims", Claim, "arguments", """{"key":"a","title":"An argument"}""", "arguments/a/steps", """{"key":"S1","title":"First","inference":"It follows."}""", "arguments/a/steps/S1/claims", """{"claim":"C1"}"""], "rested-on" },
        { "a memo is about the claim", ["claims", Claim, "memos", """{"key":"m","title":"On it","text":"A note.","category":"process","about":[{"kind":"claim","name":"C1"}]}"""], "rested-on" },
        { "the claim was changed", ["claims", Claim, "claims/C1/qualifications", Qualification], "changed-later" },
    };

    [Theory]
    [MemberData(nameof(Rests), DisableDiscoveryEnumeration = true)]
    public async Task Given_later_work_that_rests_on_it_when_a_command_is_undone_then_it_is_refused_with_the_reason_until_that_is_undone(string work, string[] commands, string refusal)
    {
        var study = await TestStudy.Open(service.Running);
        foreach (var command in commands.Chunk(2))
            await study.Given(command[0], command[1]);
        var before = await Shown.Of(study);

        var refused = await study.Post("undo", """{"position":3}""");

        refused.Status.ShouldBe(409, $"{work}: {refused.Text}");
        refused.Problem.ShouldBe(refusal, refused.Text);
        Shown.Differences(before, await Shown.Of(study)).ShouldBeEmpty();
        foreach (var _ in commands.Chunk(2))
            (await study.Post("undo", "{}")).Status.ShouldBe(200, "one after the other, the latest first");
        (await study.Post("undo", "{}")).Problem.ShouldBe("nothing-to-undo");
    }

    [Fact]
    public async Task Given_what_was_changed_again_when_the_earlier_change_is_undone_then_it_is_refused_and_the_later_one_named()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", Claim);
        await study.Put("claims/C1", """{"kind":"causal","text":"Two."}""", ("If-Match", "\"1\""));
        await study.Put("claims/C1", """{"kind":"causal","text":"Three."}""", ("If-Match", "\"2\""));

        var refused = await study.Post("undo", """{"position":4}""");

        refused.Problem.ShouldBe("changed-later", refused.Text);
        refused.Text.ShouldContain("event 3");
        refused.Text.ShouldContain("claim_reworded");
    }

    [Theory]
    [InlineData("sources", """{"key":"wade","item":{"type":"book","title":"A Book"}}""", "sources/wade/withdrawal", """{"reason":"Not ours."}""")]
    [InlineData("claims", Claim, "claims/C1/qualifications", Qualification)]
    public async Task Given_a_thing_and_its_change_that_were_both_undone_when_only_the_change_is_redone_then_it_is_refused_until_the_thing_is_there_again(
        string things, string thing, string changes, string change)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given(things, thing);
        await study.Given(changes, change);
        await study.Given("undo", "{}");
        await study.Given("undo", "{}");
        var before = await Shown.Of(study);

        var refused = await study.Post("redo", """{"position":4}""");

        refused.Status.ShouldBe(409, refused.Text);
        refused.Problem.ShouldBe("undone-itself");
        Shown.Differences(before, await Shown.Of(study)).ShouldBeEmpty();
        await study.Given("redo", """{"position":3}""");
        await study.Given("redo", """{"position":4}""");
    }

    [Fact]
    public async Task Given_a_coder_when_they_undo_then_what_is_theirs_and_not_what_is_others_or_beyond_their_rights()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        await study.Given("interviews", """{"code":"H 1"}""");
        using var coder = await Cast.WithToken(study, "service:coder", "coder");
        using var editor = await Cast.WithToken(study, "service:editor", "editor");
        using var reader = await Cast.WithToken(study, "service:reader", "reader");
        var undo = $"/api/studies/{study.Slug}/undo";
        await study.Given("codings", """{"interview":"H 1","layer":"import","codes":["loss"],"statement":"It went.","key":"st-1"}""");
        var position = (await study.Get("history?type=statement_coded")).Json["items"]![0]!["position"]!.GetValue<long>();

        (await Cast.Send(reader, "POST", undo, "{}")).Status.ShouldBe(403);
        var others = await Cast.Send(coder, "POST", undo, $$"""{"position":{{position}}}""");
        others.Status.ShouldBe(403);
        others.Text.ShouldContain("not-yours");
        (await Cast.Send(coder, "POST", undo, """{"position":4}""")).Text.ShouldContain("not-allowed");
        (await Cast.Send(coder, "POST", $"/api/studies/{study.Slug}/memos", """{"key":"m","title":"A memo","text":"A note.","category":"process"}""")).Status.ShouldBe(201);
        (await Cast.Send(coder, "POST", undo, "{}")).Status.ShouldBe(200);
        (await Cast.Send(editor, "POST", undo, $$"""{"position":{{position}}}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Given_two_who_undo_the_same_at_once_then_one_does_and_the_other_is_told()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", Claim);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => study.Post("undo", """{"position":3}""")));

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 409, 409, 409]);
        answers.Where(answer => answer.Status == 409).ShouldAllBe(answer => answer.Problem == "already-undone");
    }

    [Fact]
    public async Task Given_a_repeat_a_stale_version_and_rubbish_when_undoing_then_the_first_answer_and_refusals()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", Claim);
        await study.Given("claims/C1/qualifications", Qualification);

        (await study.Post("undo", "{}", ("If-Match", "\"1\""))).Status.ShouldBe(412);
        var first = await study.Post("undo", "{}", ("Idempotency-Key", "once"));
        var again = await study.Post("undo", "{}", ("Idempotency-Key", "once"));

        first.Status.ShouldBe(200, first.Text);
        again.Text.ShouldBe(first.Text);
        again.Headers.ContainsKey("Idempotent-Replayed").ShouldBeTrue();
        (await study.Get("claims/C1")).Status.ShouldBe(200, "it was undone once");
        foreach (var rubbish in new[] { """{"position":0}""", """{"position":"x"}""", """{"nonsense":1}""", """{"position":3,"command":"once"}""" })
            (await study.Post("undo", rubbish)).Status.ShouldBe(400, rubbish);
        (await study.Post("undo", """{"position":999}""")).Problem.ShouldBe("nothing-to-undo");
        (await study.Post("undo", """{"command":"once"}""")).Problem.ShouldBe("not-undoable");
        (await study.Post("redo", """{"position":3}""")).Problem.ShouldBe("not-undone");
    }

    [Fact]
    public async Task Given_a_thing_whose_undoing_is_about_to_be_committed_when_it_is_cited_then_the_citing_waits_and_finds_nothing()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", Claim);
        await study.Given("sources", """{"key":"wade","item":{"type":"book","title":"A Book"}}""");
        Task<TestAnswer> undoing, citing;
        await using (var held = await HeldCommits.In(service.Running, study.Slug))
        {
            undoing = study.Send(HttpMethod.Post, "undo", "{}", wait: false);
            await held.UntilWaiting(1);
            citing = study.Send(HttpMethod.Post, "claims/C1/evidence", """{"stance":"supports","cites":{"kind":"source","name":"wade"}}""", wait: false);
            await held.UntilWaiting(2);
            await held.LetGo();
        }

        (await undoing).Status.ShouldBe(200);
        (await citing).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Given_undone_and_redone_commands_when_all_that_is_shown_is_built_anew_then_it_is_the_same()
    {
        await using var own = await RunningService.Start(await service.Server.NewDatabase());
        var study = await TestStudy.Open(own);
        await study.Given("interviews", """{"code":"H 1"}""");
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        await study.Given("codings", """{"interview":"H 1","layer":"anna","codes":["loss"],"statement":"It went.","key":"st-1"}""");
        await study.Given("codings/st-1/notes", """{"note":"Sure."}""");
        await study.Given("claims", Claim);
        foreach (var one in new[] { "undo", "undo", "redo", "undo", "undo", "redo" })
            (await study.Post(one, "{}")).Status.ShouldBe(200, one);
        var before = await Shown.Of(study);

        await own.Services.GetRequiredService<RecordRebuild>().Run(TestContext.Current.CancellationToken);

        Shown.Differences(before, await Shown.Of(study)).ShouldBeEmpty();
        JsonNode.Parse(before["codings?limit=500"])!["items"]!.AsArray().Count.ShouldBe(1);
    }
}
