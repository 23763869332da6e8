using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Access;

namespace EvidenceBase.IntegrationTests.Platform.Http.Contract;

/// <summary>The contract as the service sends it.</summary>
internal sealed class Contract(JsonNode document)
{
    private const string Form = "multipart/form-data";
    private static readonly string[] Methods = ["get", "post", "put", "delete", "patch"];

    public JsonNode Document { get; } = document;

    /// <summary>By method and path.</summary>
    public IReadOnlyDictionary<string, JsonNode> Operations { get; } = document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Where(one => Methods.Contains(one.Key)).Select(one => (Name: $"{one.Key.ToUpperInvariant()} {path.Key}", Operation: one.Value!)))
        .ToDictionary(one => one.Name, one => one.Operation);

    public static async Task<Contract> Of(RunningService service) => new(JsonNode.Parse(await service.Http.GetStringAsync("/openapi/v1.json"))!);

    /// <summary>What a reference stands for; anything else stands for itself.</summary>
    public JsonNode Resolve(JsonNode node) => node["$ref"] is { } reference
        ? Resolve(reference.GetValue<string>().Split('/').Skip(1).Aggregate(Document, (at, name) => at[name.Replace("~1", "/", StringComparison.Ordinal)]
            ?? throw new InvalidOperationException($"Nothing in the contract is called {reference}.")))
        : node;

    public IEnumerable<JsonNode> Parameters(string operation) =>
        (Operations[operation]["parameters"]?.AsArray() ?? []).Select(parameter => Resolve(parameter!));

    /// <summary>Whether it takes a file, in a form.</summary>
    public bool TakesFile(string operation) => Operations[operation]["requestBody"]?["content"]?[Form] is not null;

    /// <summary>The examples of what is sent as JSON, or as a form with a member for each of its parts.</summary>
    public IReadOnlyList<string> RequestExamples(string operation) => Operations[operation]["requestBody"]?["content"]?[TakesFile(operation) ? Form : "application/json"] is not { } content
        ? []
        : content["example"] is { } one
            ? [one.ToJsonString()]
            : [.. (content["examples"]?.AsObject() ?? []).Select(example => example.Value!["value"]!.ToJsonString())];

    /// <summary>Statuses that are described, and that of success.</summary>
    public IReadOnlyList<string> Statuses(string operation) => [.. Operations[operation]["responses"]!.AsObject().Select(response => response.Key)];

    public (string Status, JsonNode Response) Success(string operation) => Operations[operation]["responses"]!.AsObject()
        .Where(response => response.Key[0] == '2').Select(response => (response.Key, Resolve(response.Value!))).Single();

    /// <summary>What is given as JSON on success: its schema and its example; null where nothing is given as JSON.</summary>
    public (JsonNode Schema, JsonNode? Example)? Given(string operation) =>
        Success(operation).Response["content"]?["application/json"] is { } content ? (content["schema"]!, content["example"]) : null;

    /// <summary>Members of an example that its schema does not have.</summary>
    public IEnumerable<string> Undescribed(JsonNode? example, JsonNode schema, string at = "$")
    {
        var resolved = Resolve(schema);
        if ((resolved["oneOf"] ?? resolved["anyOf"] ?? resolved["allOf"]) is JsonArray choices)
        {
            var each = choices.Select(choice => Undescribed(example, choice!, at).ToList()).ToList();
            return each.MinBy(undescribed => undescribed.Count)!;
        }

        return example switch
        {
            JsonObject members when resolved["properties"] is JsonObject properties => members.SelectMany(member => properties[member.Key] is { } described
                ? Undescribed(member.Value, described, $"{at}.{member.Key}")
                : [$"{at}.{member.Key}"]),
            JsonArray items when resolved["items"] is { } item => items.SelectMany((one, index) => Undescribed(one, item, $"{at}[{index}]")),
            _ => [],
        };
    }
}
