using System.Text.Json;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Differences;

/// <summary>Sets views of one moment beside those of another.</summary>
internal static class ViewDifferences
{
    private static readonly string[] Titles = ["title", "text", "name", "label", "code"];

    public static IEnumerable<ThingDifference> Between(IReadOnlyList<View> from, IReadOnlyList<View> to)
    {
        var (before, after) = (from.ToDictionary(Thing), to.ToDictionary(Thing));
        foreach (var view in to)
        {
            if (Between(before.GetValueOrDefault(Thing(view)), view) is { } difference)
                yield return difference;
        }

        foreach (var gone in from.Where(view => !after.ContainsKey(Thing(view))))
            yield return Of(gone, Json(gone.Body), ThingChange.Removed, []);
    }

    private static ThingDifference? Between(View? from, View to)
    {
        var now = Json(to.Body);
        if (from is null)
            return Of(to, now, ThingChange.Added, []);
        return JsonDifferences.Between(Json(from.Body), now).ToList() is { Count: > 0 } fields ? Of(to, now, ThingChange.Changed, fields) : null;
    }

    private static ThingDifference Of(View view, JsonElement body, ThingChange change, IReadOnlyList<JsonDifference> fields)
    {
        var title = Titles.Select(name => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault(text => text is not null);
        return new(view.Kind, view.Id, view.Key, title, change, fields);
    }

    private static JsonElement Json(object body) => JsonSerializer.SerializeToElement(body, body.GetType(), RecordJson.Options);

    private static (string Kind, Guid Id) Thing(View view) => (view.Kind, view.Id);
}
