using System.Text.Json.Nodes;

namespace EvidenceBase.Platform.Http.Contract;

/// <summary>
/// Answers that the service gave in a study of examples, by operation: written down from it, and held by a test to what it gives now.
/// </summary>
internal static class Answers
{
    private static readonly Lazy<JsonObject> Written = new(() =>
    {
        using var stream = typeof(Answers).Assembly.GetManifestResourceStream("answers.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    });

    /// <param name="operation">Method and path: <c>GET /api/studies/{study}</c>.</param>
    public static JsonNode? Of(string operation) => Written.Value[operation]?.DeepClone();
}
