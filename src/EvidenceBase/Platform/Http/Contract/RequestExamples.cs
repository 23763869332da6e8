using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EvidenceBase.Platform.Http.Contract;

/// <summary>The examples that commands carry, in the forms in which they are sent.</summary>
internal static class RequestExamples
{
    public const string Json = "application/json";

    /// <summary>Of a command; of a batch one with all the examples of its lines.</summary>
    public static IReadOnlyList<ExampleAttribute> Of(Type type)
    {
        if (!type.IsGenericType)
            return [.. type.GetCustomAttributes<ExampleAttribute>()];
        var lines = Of(type.GetGenericArguments()[0]);
        return [new($"[{string.Join(',', lines.Select(line => line.Json))}]")];
    }

    public static OpenApiMediaType Describe(string contentType, OpenApiSchema schema, IReadOnlyList<ExampleAttribute> examples)
    {
        if (contentType != Json && !contentType.EndsWith("jsonl", StringComparison.Ordinal) && !contentType.EndsWith("ndjson", StringComparison.Ordinal))
            return new() { Schema = schema };
        if (contentType != Json)
        {
            var lines = examples.SelectMany(example => JsonNode.Parse(example.Json)!.AsArray()).Select(line => line!.ToJsonString(Record.Kernel.RecordJson.Options));
            return new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The same, a line each." }, Example = string.Concat(lines.Select(line => $"{line}\n")) };
        }

        return DescribeAsJson(schema, examples);
    }

    /// <summary>Content whose examples are shown as JSON, as forms are too: a member for each part.</summary>
    public static OpenApiMediaType DescribeAsJson(OpenApiSchema schema, IReadOnlyList<ExampleAttribute> examples) =>
        examples is [var one]
            ? new() { Schema = schema, Example = JsonNode.Parse(one.Json) }
            : new()
            {
                Schema = schema,
                Examples = examples.Select((example, index) => (Name: $"example{index + 1}", example)).ToDictionary(
                    one => one.Name, IOpenApiExample (one) => new OpenApiExample { Summary = one.example.Title, Value = JsonNode.Parse(one.example.Json) }),
            };
}
