using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Rounds;

public sealed class RoundTests(SharedService service)
{
    [Fact]
    public async Task Given_a_closed_round_when_it_is_compared_then_agreement_and_conflicts_are_told_and_a_third_person_decides()
    {
        var round = await RoundStudy.Open(service.Running);
        await round.Code(round.Anna, "anna", "loss", 33, 60);
        await round.Code(round.Ben, "ben", "loss", 40, 60);
        await round.Code(round.Ben, "ben", "silence", 80, 100);
        (await round.Study.Get("rounds/r1/comparison")).Problem.ShouldBe("round-open");

        await round.Close();

        var compared = (await round.Study.Get("rounds/r1/comparison")).Json;
        compared["unresolved"]!.GetValue<int>().ShouldBe(2);
        Places(compared).ShouldBe(["loss 33-40 anna conflict", "loss 40-60 anna+ben", "silence 80-100 ben conflict"], ignoreOrder: true);

        var consensus = await round.Study.Given("codings", """{"layer":"consensus","document":"notes","code":"loss","start":33,"end":60}""");
        await round.Study.Given("rounds/r1/adjudications", $$"""{"document":"notes","code":"loss","start":33,"end":60,"coding":"{{consensus.Id}}","reason":"The sentence is one."}""");
        await round.Study.Given("rounds/r1/adjudications", """{"document":"notes","code":"silence","start":80,"end":100,"reason":"It is not about being told."}""");

        var after = (await round.Study.Get("rounds/r1/comparison")).Json;
        after["unresolved"]!.GetValue<int>().ShouldBe(0);
        Places(after).ShouldContain("loss 33-40 anna conflict True");
        Places(after).ShouldContain("silence 80-100 ben conflict False");
    }

    [Fact]
    public async Task Given_a_coder_of_the_round_when_they_would_decide_its_conflicts_then_it_is_refused()
    {
        var round = await RoundStudy.Open(service.Running);
        await round.Code(round.Ben, "ben", "loss", 0, 10);
        await round.Close();

        var (status, text) = await Cast.Send(
            round.Anna, "POST", $"{round.Api}/rounds/r1/adjudications", """{"document":"notes","code":"loss","start":0,"end":10,"reason":"I know best."}""");

        status.ShouldBe(403);
        text.ShouldContain("coder-of-round");
    }

    [Theory]
    [InlineData("""{"layer":"ben","document":"notes","code":"loss","start":0,"end":5}""", "not-your-layer")]
    [InlineData("""{"layer":"consensus","document":"notes","code":"loss","start":0,"end":5}""", "not-your-layer")]
    [InlineData("""{"layer":"anna","interview":"H 1","codes":["loss"],"statement":"We lost it.","key":"st-1"}""", "no-keys-while-blind")]
    [InlineData("""{"layer":"anna","document":"notes","code":"silence","start":0,"end":5}""", "not-in-round")]
    public async Task Given_a_blind_coder_when_they_code_outside_of_their_round_then_it_is_refused(string coding, string problem)
    {
        var round = await RoundStudy.Open(service.Running, ""","codes":["loss"]""");

        var (status, text) = await Cast.Send(round.Anna, "POST", $"{round.Api}/codings", coding);

        status.ShouldBe(422, text);
        text.ShouldContain(problem);
    }

    [Fact]
    public async Task Given_a_closed_round_when_its_coders_look_then_they_see_everything_again()
    {
        var round = await RoundStudy.Open(service.Running);
        var coding = await round.Code(round.Ben, "ben", "loss", 0, 10);
        (await Cast.Send(round.Anna, "GET", $"{round.Api}/codings/{coding}")).Status.ShouldBe(404);
        (await Cast.Send(round.Anna, "GET", $"{round.Api}/history")).Status.ShouldBe(403);

        await round.Close();

        (await Cast.Send(round.Anna, "GET", $"{round.Api}/codings/{coding}")).Status.ShouldBe(200);
        (await Cast.Send(round.Anna, "GET", $"{round.Api}/history")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Given_a_blind_owner_when_they_would_close_the_round_then_they_cannot()
    {
        var round = await RoundStudy.Open(service.Running);

        (await Cast.Send(round.Anna, "POST", $"{round.Api}/rounds/r1/closing", "{}")).Status.ShouldBe(403);

        (await round.Study.Get("rounds/r1")).Json["open"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"key":"r2","title":"T","coders":[{"principal":"service:anna","layer":"a"}],"documents":["notes"]}""", 422)]
    [InlineData("""{"key":"r2","title":"T","coders":[{"principal":"service:anna","layer":"a"},{"principal":"service:nobody","layer":"b"}],"documents":["notes"]}""", 422)]
    [InlineData("""{"key":"r2","title":"T","coders":[{"principal":"service:anna","layer":"a"},{"principal":"service:ben","layer":"b"}],"documents":["nothing"]}""", 422)]
    [InlineData("""{"key":"r1","title":"T","coders":[{"principal":"service:anna","layer":"a"},{"principal":"service:ben","layer":"b"}],"documents":["notes"]}""", 409)]
    [InlineData("""{"key":"r2","title":"T","coders":[],"documents":["notes"]}""", 400)]
    [InlineData("""{"key":"r2","coders":3}""", 400)]
    public async Task Given_rubbish_when_a_round_is_opened_then_it_is_refused(string json, int expected)
    {
        var round = await RoundStudy.Open(service.Running);

        (await round.Study.Post("rounds", json)).Status.ShouldBe(expected);

        (await round.Study.Get("rounds")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    private static IEnumerable<string> Places(JsonNode comparison) => comparison["places"]!.AsArray().Select(place =>
        string.Join(' ', new[]
        {
            place!["code"]!["key"]!.GetValue<string>(),
            $"{place["start"]}-{place["end"]}",
            string.Join('+', place["layers"]!.AsArray().Select(layer => layer!.GetValue<string>())),
            place["conflict"]!.GetValue<bool>() ? "conflict" : null,
            place["applies"]?.GetValue<bool>().ToString(),
        }.OfType<string>()));
}
