using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EvidenceBase.IntegrationTests.Platform.Http.Contract;

/// <summary>Which members JSON has and of which types; what stands in them is another matter.</summary>
internal static partial class Shape
{
    public static IReadOnlySet<string> Of(JsonNode? json)
    {
        var shape = new SortedSet<string>(StringComparer.Ordinal);
        Collect(json, "$", shape);
        return shape;
    }

    /// <summary>The same JSON with ids, times and secrets that are the same in every run.</summary>
    public static JsonNode Steady(JsonNode json)
    {
        var ids = new Dictionary<string, string>();
        var text = Guids().Replace(json.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), match =>
            ids.TryGetValue(match.Value, out var steady) ? steady : ids[match.Value] = $"0198c0de-0000-7000-8000-{ids.Count + 1:x12}");
        text = Times().Replace(text, "2026-01-05T10:00:00Z");
        text = Secrets().Replace(text, "$1…\"");
        return JsonNode.Parse(text)!;
    }

    private static void Collect(JsonNode? json, string at, SortedSet<string> shape)
    {
        switch (json)
        {
            case JsonObject members:
                shape.Add($"{at} {{}}");
                foreach (var (name, value) in members)
                    Collect(value, $"{at}.{name}", shape);
                break;
            case JsonArray items:
                shape.Add($"{at} []");
                foreach (var item in items)
                    Collect(item, $"{at}[]", shape);
                break;
            case null:
                break;
            default:
                shape.Add($"{at} {json.GetValueKind() switch { JsonValueKind.True or JsonValueKind.False => "boolean", var kind => kind.ToString() }}");
                break;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")]
    private static partial Regex Guids();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")]
    private static partial Regex Times();

    [GeneratedRegex("(\"(?:secret|address|rootHash|root|verifierKey|verifierKeys|key hash|commitment|software)\":\"(?:https?://[^\"/]*)?)[^\"]*\"")]
    private static partial Regex Secrets();
}
