using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace EvidenceBase.ReliabilityTests;

/// <summary>Codings that another system hands in through the durable queue; each has a key of its own, so that each can be counted.</summary>
internal sealed class Intake(string study)
{
    private static readonly string[] Codes = ["gap"];

    private int drawn;

    public List<string> Keys { get; } = [];

    public List<string> Receipts { get; } = [];

    public static async Task<Intake> OpenStudy(ServiceProcess service)
    {
        var study = $"q-{Guid.NewGuid():N}";
        await Post(service, "/api/studies", new { slug = study, title = "A study of the tests" });
        await Post(service, $"/api/studies/{study}/interviews", new { code = "JS 036" });
        await Post(service, $"/api/studies/{study}/codes", new { key = "gap", name = "Supply gap" });
        return new(study);
    }

    /// <summary>Hands in statements; they are remembered once the service has acknowledged them.</summary>
    public async Task Enqueue(ServiceProcess service, int count)
    {
        var keys = Enumerable.Range(0, count).Select(_ => string.Create(CultureInfo.InvariantCulture, $"st-{Interlocked.Increment(ref drawn)}")).ToList();
        var lines = keys.Select(key => new { interview = "JS 036", layer = "import", key, codes = Codes, statement = $"Words of {key}." });
        Receipts.Add(await Post(service, $"/api/studies/{study}/codings:enqueue", lines));
        Keys.AddRange(keys);
    }

    public static Task<JsonNode> Receipt(ServiceProcess service, string path) => Shown(service, path);

    /// <summary>Waits until no line of any receipt is waiting any more.</summary>
    public async Task Settled(ServiceProcess service)
    {
        foreach (var path in Receipts)
        {
            var receipt = await Receipt(service, path);
            for (var waited = Stopwatch.StartNew(); receipt["waiting"]!.GetValue<int>() > 0 && waited.Elapsed < Patience.Longest;)
            {
                await Task.Delay(200);
                receipt = await Receipt(service, path);
            }

            receipt["waiting"]!.GetValue<int>().ShouldBe(0, $"{receipt}\n{service.Output}");
        }
    }

    /// <summary>Everything that was acknowledged stands in the record, once, and its words can be read.</summary>
    public async Task EachIsThereOnce(ServiceProcess service)
    {
        await Settled(service);
        foreach (var path in Receipts)
        {
            var receipt = await Shown(service, path, wait: 15);
            receipt["applied"]!.GetValue<int>().ShouldBe(receipt["received"]!.GetValue<int>(), receipt.ToString());
        }

        await using var superuser = service.Superuser();
        await using var command = superuser.CreateCommand(
            "select count(*), count(distinct data ->> 'key') from evidence.mt_events where tenant_id = $1 and type = 'statement_coded'");
        command.Parameters.Add(new() { Value = study });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        (reader.GetInt64(0), reader.GetInt64(1)).ShouldBe((Keys.Count, Keys.Count));
        var words = await Shown(service, $"/api/studies/{study}/codings/{Keys[^1]}/text");
        words["text"]!.GetValue<string>().ShouldBe($"Words of {Keys[^1]}.");
    }

    /// <summary>
    /// What a path answers as soon as the views, which start after the service, have come so far, and the service has noticed which of its
    /// connections a killed database took with it.
    /// </summary>
    private static async Task<JsonNode> Shown(ServiceProcess service, string path, int wait = 0)
    {
        for (var attempt = 0; ; attempt++, await Task.Delay(200))
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, path);
            if (wait > 0)
                question.Headers.Add("Prefer", string.Create(CultureInfo.InvariantCulture, $"wait={wait}"));
            using var answer = await service.Http.SendAsync(question);
            if (answer.IsSuccessStatusCode || attempt == 200)
                return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
        }
    }

    public async Task<long> Applied(ServiceProcess service)
    {
        await using var superuser = service.Superuser();
        await using var command = superuser.CreateCommand("select count(*) from evidence.mt_events where tenant_id = $1 and type = 'statement_coded'");
        command.Parameters.Add(new() { Value = study });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public Task<string> DeadLetters(ServiceProcess service) => service.Http.GetStringAsync($"/api/studies/{study}/intake/dead-letters");

    public Task Replay(ServiceProcess service, string letter) => Post(service, $"/api/studies/{study}/intake/dead-letters/{letter}/replay", new { });

    private static async Task<string> Post<T>(ServiceProcess service, string path, T content)
    {
        using var answer = await service.Http.PostAsJsonAsync(path, content);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location?.ToString() ?? string.Empty;
    }
}
