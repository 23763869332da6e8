using System.Text.Json;

namespace EvidenceBase.Differences;

/// <summary>A place in a JSON document at which two differ.</summary>
/// <param name="Path">Members by a dot, elements of lists in brackets: by their key or id where they have one, else by their index.</param>
/// <param name="From">What stands there in the first; null where nothing does.</param>
/// <param name="To">The same of the second.</param>
public sealed record JsonDifference(string Path, JsonElement? From, JsonElement? To);

/// <summary>Compares JSON documents field by field. The order of members does not count; that of the elements of a list does.</summary>
internal static class JsonDifferences
{
    public static IEnumerable<JsonDifference> Between(JsonElement from, JsonElement to, string path = "") => (from.ValueKind, to.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => OfMembers(from, to, path),
        (JsonValueKind.Array, JsonValueKind.Array) => OfElements(from, to, path),
        _ => JsonElement.DeepEquals(from, to) ? [] : [new(path, from, to)],
    };

    private static IEnumerable<JsonDifference> OfMembers(JsonElement from, JsonElement to, string path)
    {
        foreach (var member in from.EnumerateObject())
        {
            var place = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!to.TryGetProperty(member.Name, out var other))
                yield return new(place, member.Value, null);
            else
            {
                foreach (var difference in Between(member.Value, other, place))
                    yield return difference;
            }
        }

        foreach (var member in to.EnumerateObject().Where(member => !from.TryGetProperty(member.Name, out _)))
            yield return new(path.Length == 0 ? member.Name : $"{path}.{member.Name}", null, member.Value);
    }

    private static IEnumerable<JsonDifference> OfElements(JsonElement from, JsonElement to, string path)
    {
        var (before, after) = (Named(from), Named(to));
        var byId = before.Concat(after).All(one => one.Id is not null)
            && before.DistinctBy(one => one.Id).Count() == before.Count && after.DistinctBy(one => one.Id).Count() == after.Count;
        return byId ? ById(before, after, path) : ByIndex(from, to, path);
    }

    private static IEnumerable<JsonDifference> ById(List<(string? Id, JsonElement Element)> from, List<(string? Id, JsonElement Element)> to, string path)
    {
        var (before, after) = (from.ToDictionary(one => one.Id!, one => one.Element), to.ToDictionary(one => one.Id!, one => one.Element));
        foreach (var (id, element) in from)
        {
            if (!after.TryGetValue(id!, out var other))
                yield return new($"{path}[{id}]", element, null);
            else
            {
                foreach (var difference in Between(element, other, $"{path}[{id}]"))
                    yield return difference;
            }
        }

        foreach (var (id, element) in to.Where(one => !before.ContainsKey(one.Id!)))
            yield return new($"{path}[{id}]", null, element);
        var (orderBefore, orderAfter) = (
            from.Select(one => one.Id!).Where(after.ContainsKey).ToList(), to.Select(one => one.Id!).Where(before.ContainsKey).ToList());
        if (!orderBefore.SequenceEqual(orderAfter))
            yield return new($"{path} (order)", JsonSerializer.SerializeToElement(orderBefore), JsonSerializer.SerializeToElement(orderAfter));
    }

    private static IEnumerable<JsonDifference> ByIndex(JsonElement from, JsonElement to, string path)
    {
        var (before, after) = (from.GetArrayLength(), to.GetArrayLength());
        for (var index = 0; index < Math.Max(before, after); index++)
        {
            var place = $"{path}[{index}]";
            if (index >= before)
                yield return new(place, null, to[index]);
            else if (index >= after)
                yield return new(place, from[index], null);
            else
            {
                foreach (var difference in Between(from[index], to[index], place))
                    yield return difference;
            }
        }
    }

    private static List<(string? Id, JsonElement Element)> Named(JsonElement list) => [.. list.EnumerateArray().Select(element => (NameOf(element), element))];

    private static string? NameOf(JsonElement element) => element.ValueKind != JsonValueKind.Object ? null
        : element.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString()
        : element.TryGetProperty("id", out var id) ? id.ToString()
        : null;
}
