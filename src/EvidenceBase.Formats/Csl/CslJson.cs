using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;

namespace EvidenceBase.Formats.Csl;

/// <summary>A work of a CSL-JSON file under its key, with what the file's <c>custom</c> field says of it in this project's terms.</summary>
public sealed record CslEntry(string Key, CslItem Item, SourceAnnotations Annotations);

/// <summary>CSL-JSON 1.0.2: an array of items. Annotations of sources travel in the field that CSL sets aside for it, <c>custom</c>.</summary>
public static class CslJson
{
    private const int MaximumDepth = 32;

    private static readonly JsonSerializerOptions Indented =
        new(RecordJson.Options) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Reading<IReadOnlyList<CslEntry>> Read(Stream stream, string file)
    {
        var (text, fault) = FileText.Read(stream);
        if (text is null)
            return Failed(new Finding(file, null, null, fault!));
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? Entries(document.RootElement, file)
                : Failed(new Finding(file, null, null, "CSL-JSON is a list of items: the file must begin with “[”."));
        }
        catch (JsonException problem)
        {
            var line = (int?)problem.LineNumber + 1;
            return Failed(new Finding(file, null, problem.Path, $"The JSON cannot be read: {problem.Message}", line));
        }
    }

    public static void Write(Stream stream, IEnumerable<CslEntry> entries)
    {
        var items = new JsonArray([.. entries.Select(Node)]);
        stream.Write(FileText.Utf8.GetBytes(items.ToJsonString(Indented) + "\n"));
    }

    private static Reading<IReadOnlyList<CslEntry>> Failed(Finding error) => Reading.Failed<IReadOnlyList<CslEntry>>(error);

    private static Reading<IReadOnlyList<CslEntry>> Entries(JsonElement items, string file)
    {
        var entries = new List<CslEntry>();
        var errors = new List<Finding>();
        var notUnderstood = new List<Finding>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, element) in items.EnumerateArray().Index())
        {
            var name = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) ? id.ToString() : $"item {index + 1}";
            var (entry, error) = Entry(element);
            if (error is not null)
                errors.Add(error with { File = file, Item = name });
            if (entry is null)
                continue;
            if (!keys.Add(entry.Key))
                errors.Add(new Finding(file, name, "id", "The id stands twice in the file."));
            entries.Add(entry);
            notUnderstood.AddRange(CslVariables.NotUnderstood(entry.Item).Select(variable =>
                new Finding(file, name, variable, "This is no variable of CSL 1.0.2. It was kept as it is and is not shown.")));
        }

        return Reading.Of<IReadOnlyList<CslEntry>>(entries, errors, notUnderstood);
    }

    private static (CslEntry? Entry, Finding? Error) Entry(JsonElement element)
    {
        static (CslEntry?, Finding?) Error(string? field, string detail) => (null, new Finding("", null, field, detail));

        if (element.ValueKind != JsonValueKind.Object)
            return Error(null, "An item is an object with id and type.");
        try
        {
            var json = JsonObject.Create(element)!;
            var annotations = CslCustom.Take(json);
            var item = json.Deserialize<CslItem>(RecordJson.Options)!;
            if (item.Id is null)
                return Error("id", "The item has no id; it is the key by which the work is cited.");
            var problem = SourceDecisions.Register(item.Id, item, annotations).Problem;
            return problem is null
                ? (new CslEntry(item.Id, item, annotations), null)
                : Error(problem.Field == "key" ? "id" : problem.Field?.Replace("item.", "", StringComparison.Ordinal), problem.Detail);
        }
        catch (JsonException problem)
        {
            return Error(problem.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : null, Plain(problem.Message));
        }
    }

    private static JsonNode Node(CslEntry entry)
    {
        var json = JsonSerializer.SerializeToNode(entry.Item with { Id = entry.Key }, RecordJson.Options)!.AsObject();
        CslCustom.Put(json, entry.Annotations);
        return json;
    }

    /// <summary>The serializer's message without its own account of the place, which is given as the field.</summary>
    private static string Plain(string message) => message.Split(" Path: ", 2)[0];
}
