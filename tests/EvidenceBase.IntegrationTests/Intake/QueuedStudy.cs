using System.Diagnostics;
using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Intake;

/// <summary>A study with an interview, a document and a code, to which codings are handed in through the queue.</summary>
internal sealed class QueuedStudy
{
    private QueuedStudy(TestStudy study) => Study = study;

    public TestStudy Study { get; }

    public static async Task<QueuedStudy> Open(SharedService service)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("documents", """{"key":"D1","title":"Notes","interview":"JS 036","text":"one two three"}""");
        await study.Given("codes", """{"key":"gap","name":"Supply gap"}""");
        return new(study);
    }

    public static string Segment(int start = 0, int end = 3, string code = "gap", string document = "D1") =>
        $$"""{"document":"{{document}}","layer":"import","code":"{{code}}","start":{{start}},"end":{{end}}}""";

    public static string Statement(string key, string words = "Nobody could deliver.", string code = "gap", string interview = "JS 036") =>
        $$"""{"interview":"{{interview}}","layer":"import","key":"{{key}}","codes":["{{code}}"],"statement":"{{words}}","locator":{"note":4} }""";

    public Task<TestAnswer> Enqueue(params string[] codings) => Enqueue([], codings);

    public Task<TestAnswer> Enqueue((string Name, string Value)[] headers, params string[] codings) =>
        Study.Send(HttpMethod.Post, "codings:enqueue", $"[{string.Join(',', codings)}]", wait: false, headers);

    /// <summary>The receipt that an acceptance names, as it stands now.</summary>
    public Task<TestAnswer> Receipt(TestAnswer accepted) => Study.Get(accepted.Headers["Location"]);

    /// <summary>The receipt once none of its lines is waiting any more.</summary>
    public async Task<JsonNode> Settled(TestAnswer accepted)
    {
        accepted.Status.ShouldBe(202, accepted.Text);
        for (var waited = Stopwatch.StartNew(); ;)
        {
            var receipt = await Study.Get(accepted.Headers["Location"], ("Prefer", "wait=30"));
            receipt.Status.ShouldBe(200, receipt.Text);
            if (receipt.Json["waiting"]!.GetValue<int>() == 0)
                return receipt.Json;
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, receipt.Text);
        }
    }

    public async Task<int> Codings() => (await Study.Get("codings?limit=500")).Json["items"]!.AsArray().Count;

    public async Task<long> Ask(string question)
    {
        await using var command = Study.Service.Superuser.CreateCommand(question);
        command.Parameters.Add(new() { Value = Study.Slug });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>One line for each: number, state and, where there is one, the type of the refusal.</summary>
    public static IEnumerable<string> States(JsonNode receipt) =>
        receipt["lines"]!.AsArray().Select(line => $"{line!["line"]} {line["state"]} {line["refusal"]?["type"]}".TrimEnd());
}
