using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Reversals;

/// <summary>Everything that is shown of a study, but for versions and positions, and the sentences that name them.</summary>
internal static class Shown
{
    private static readonly string[] Lists =
        ["sources", "interviews", "documents", "codes", "codings", "cases", "figures", "claims", "arguments", "memos", "rounds"];

    /// <summary>They begin with the first code or coding and stay, empty.</summary>
    private static readonly string[] Containers = ["codebook", "sheet"];

    private static readonly string[] Numbers =
        ["version", "position", "recordedAt", "positionedAt", "citedVersion", "currentVersion", "codebookVersion", "wordedAt", "next"];

    /// <summary>By address, without the query that all have in common.</summary>
    public static async Task<Dictionary<string, string>> Of(TestStudy study, string query = "")
    {
        var shown = new Dictionary<string, string>();
        foreach (var list in Lists)
            await Add($"{list}?limit=500");
        foreach (var one in new[] { $"/api/studies/{study.Slug}?x", "codebook?x", "matrices/code-by-interview?x", "matrices/coverage?x" })
            await Add(one);
        foreach (var argument in JsonNode.Parse(shown["arguments?limit=500"])!["items"]!.AsArray())
        {
            foreach (var step in argument!["steps"]!.AsArray())
                await Add($"arguments/{argument["key"]}/steps/{step!["key"]}?x");
        }

        return shown;

        async Task Add(string path)
        {
            var answer = await study.Get(path + query);
            answer.Status.ShouldBe(200, $"{path}: {answer.Text}");

            // The codebook has an id as soon as it has had a code.
            shown[path] = WithoutNumbers(path.StartsWith("codebook", StringComparison.Ordinal) ? answer.Json["codes"] : answer.Json)!.ToJsonString();
        }
    }

    /// <summary>Where two looks at a study differ.</summary>
    public static IEnumerable<string> Differences(Dictionary<string, string> before, Dictionary<string, string> after) =>
        from path in before.Keys.Union(after.Keys)
        where before.GetValueOrDefault(path) != after.GetValueOrDefault(path)
        select $"{path}\n  {before.GetValueOrDefault(path)}\n  {after.GetValueOrDefault(path)}";

    private static JsonNode? WithoutNumbers(JsonNode? json) => json switch
    {
        JsonObject members => new JsonObject(members.Where(member => !Numbers.Contains(member.Key) && !(Containers.Contains(member.Key) && member.Value is JsonObject)).Select(member => KeyValuePair.Create(member.Key, WithoutNumbers(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => IsAboutVersions(item) ? new JsonObject { ["kind"] = item!["kind"]!.DeepClone() } : WithoutNumbers(item))]),
        _ => json?.DeepClone(),
    };

    private static bool IsAboutVersions(JsonNode? item) =>
        item is JsonObject gap && gap["kind"] is JsonValue kind && kind.TryGetValue<string>(out var word) && word.StartsWith("changed-since-", StringComparison.Ordinal);
}
