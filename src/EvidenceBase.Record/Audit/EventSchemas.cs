using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Audit;

/// <summary>What the contents of events look like, type by type, as JSON Schema.</summary>
public static class EventSchemas
{
    private static readonly JsonSchemaExporterOptions Exporting = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>The lines of a JSON document: the version of what is folded and rendered, and each type of event under its stored name.</summary>
    public static IEnumerable<string> Lines()
    {
        yield return "{";
        yield return "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",";
        yield return FormattableString.Invariant($"\"version\": {RecordStreams.Version},");
        yield return "\"$defs\": {";
        var last = RecordStreams.All[^1].Events.Keys.Last();
        foreach (var stream in RecordStreams.All)
        {
            foreach (var (name, type) in stream.Events)
                yield return $"{JsonSerializer.Serialize(name)}: {Schema(stream.Kind, name, type).ToJsonString(RecordJson.Options)}{(name == last ? string.Empty : ",")}";
        }

        yield return "}";
        yield return "}";
    }

    private static JsonObject Schema(string kind, string name, Type type)
    {
        var schema = RecordJson.Options.GetJsonSchemaAsNode(type, Exporting).AsObject();
        schema.Insert(0, "title", type.Name);
        schema.Insert(1, "x-stream", kind);
        schema.Insert(2, "x-audit-category", JsonNamingPolicy.CamelCase.ConvertName(AuditCategories.All[name].ToString()));
        return schema;
    }
}
