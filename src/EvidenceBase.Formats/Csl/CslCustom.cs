using System.Text.Json;
using System.Text.Json.Nodes;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;

namespace EvidenceBase.Formats.Csl;

/// <summary>The annotations of a source inside an item's <c>custom</c> object. What other programs put there stays there.</summary>
internal static class CslCustom
{
    private const string Field = "custom";

    private static readonly string[] Ours =
    [
        .. typeof(SourceAnnotations).GetProperties().Where(property => property.SetMethod is not null)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
    ];

    /// <summary>Takes our fields out of the item's custom object and the object itself where nothing else is in it.</summary>
    public static SourceAnnotations Take(JsonObject item)
    {
        if (item[Field] is null)
            return SourceAnnotations.None;
        if (item[Field] is not JsonObject custom)
            throw new JsonException("custom is an object.", "$.custom", null, null);
        var ours = new JsonObject();
        foreach (var name in Ours)
        {
            if (custom.TryGetPropertyValue(name, out var value))
            {
                custom.Remove(name);
                ours[name] = value;
            }
        }

        if (custom.Count == 0)
            item.Remove(Field);
        try
        {
            return ours.Deserialize<SourceAnnotations>(RecordJson.Options)!;
        }
        catch (JsonException problem)
        {
            var path = $"$.custom.{problem.Path?.TrimStart('$', '.')}";
            throw new JsonException(problem.Message, path, problem.LineNumber, problem.BytePositionInLine);
        }
    }

    public static void Put(JsonObject item, SourceAnnotations annotations)
    {
        if (annotations == SourceAnnotations.None)
            return;
        var custom = item[Field] as JsonObject ?? [];
        var plain = JsonSerializer.SerializeToNode(SourceAnnotations.None, RecordJson.Options)!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(annotations, RecordJson.Options)!.AsObject())
        {
            if (!JsonNode.DeepEquals(value, plain[name]))
                custom[name] = value?.DeepClone();
        }

        item[Field] = custom;
    }
}
