using System.Diagnostics;
using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Platform;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Audit.Replays;

/// <summary>A study with one of everything that is kept as a view, a state or a row, and its replays.</summary>
internal static class Replaying
{
    private static readonly string[] Told = ["difference", "table", "kind", "key", "path"];

    public static async Task<TestStudy> Fill(RunningService service)
    {
        var study = await TestStudy.Open(service);
        await study.Given("interviews", """{"code":"H 001","locality":"Old port"}""");
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        await study.Given("documents", """{"key":"D1","title":"A document","text":"Half of the gang had no shift the week after."}""");
        await study.Given("codings", """{"interview":"H 001","layer":"anna","key":"st-1","codes":["loss"],"statement":"They sent us home."}""");
        await study.Given("codings", """{"document":"D1","layer":"anna","code":"loss","start":0,"end":4}""");
        var moved = await study.Given("codings", """{"document":"D1","layer":"anna","code":"loss","start":8,"end":16}""");
        await study.Given($"codings/{moved.Id}/notes", """{"note":"Which gang?"}""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"coding","name":"st-1"}}""");
        await study.Given("arguments", """{"key":"a","title":"An argument"}""");
        await study.Given("arguments/a/steps", """{"key":"S1","title":"First","inference":"It follows."}""");
        await study.Given("arguments/a/steps", """{"key":"S2","title":"Second","inference":"It follows too."}""");
        await study.Given("arguments/a/steps/S1/claims", """{"claim":"C1"}""");
        await study.Given("arguments/a/steps/S2/claims", """{"claim":"C2"}""");
        (await study.Delete("arguments/a/steps/S2")).Status.ShouldBe(200);
        return study;
    }

    /// <summary>Asks for a replay, waits for its end, and gives it.</summary>
    public static async Task<JsonNode> Replayed(this TestStudy study)
    {
        var asked = await study.Send(HttpMethod.Post, "audit/replays", "{}", wait: false);
        asked.Status.ShouldBe(202, asked.Text);
        return await study.Ended(asked.Headers["Location"]);
    }

    public static async Task<JsonNode> Ended(this TestStudy study, string address)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Longest; await Task.Delay(50))
        {
            var replay = (await study.Get(address)).Json;
            if (State(replay) is not ("waiting" or "running"))
                return replay;
        }

        throw new TimeoutException("The replay did not end.");
    }

    /// <summary>The differences as sentences: <c>ghost view claim C1 body.text</c>.</summary>
    public static async Task<List<string>> Differences(this TestStudy study, JsonNode replay)
    {
        var answer = await study.Get($"audit/replays/{replay["id"]}/differences");
        answer.Status.ShouldBe(200, answer.Text);
        return
        [
            .. answer.Json["items"]!.AsArray().Select(one =>
                string.Join(' ', Told.Select(name => one![name]?.GetValue<string>()).OfType<string>())),
        ];
    }

    /// <summary>Replays the study: nothing may differ.</summary>
    public static async Task ShouldFollowFromItsEvents(this TestStudy study)
    {
        var replay = await study.Replayed();
        replay["differences"]!.GetValue<long>().ShouldBe(0, string.Join('\n', await study.Differences(replay)));
    }

    public static string State(JsonNode replay) => replay["state"]!.GetValue<string>();

    public static async Task Execute(this RunningService service, string sql, TestStudy study, int rows = 1)
    {
        await using var command = service.Superuser.CreateCommand(sql);
        command.Parameters.Add(new() { Value = study.Slug });
        (await command.ExecuteNonQueryAsync()).ShouldBe(rows, sql);
    }

    /// <summary>Holds what a replay must look at, so that it stands still until this is disposed.</summary>
    public static async Task<IAsyncDisposable> Hold(this RunningService service, string lockStatement = "lock table evidence.dependency in access exclusive mode")
    {
        var connection = await service.Superuser.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"begin; {lockStatement}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
