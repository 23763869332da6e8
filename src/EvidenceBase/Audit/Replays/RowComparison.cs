using System.Text.Json;
using EvidenceBase.Differences;

namespace EvidenceBase.Audit.Replays;

/// <summary>What is to be said of a row that differs from the one that was made of the events.</summary>
internal static class RowComparison
{
    /// <param name="shown">The row that is shown, as a JSON object; null where there is none.</param>
    /// <param name="made">The row that was made, likewise.</param>
    public static ReplayDifference Of(string table, string? shown, string? made)
    {
        using var shownRow = JsonDocument.Parse(shown ?? "{}");
        using var madeRow = JsonDocument.Parse(made ?? "{}");
        var one = made is null ? shownRow.RootElement : madeRow.RootElement;
        var (difference, path) = (shown, made) switch
        {
            (null, _) => (DifferenceKind.Missing, null),
            (_, null) => (DifferenceKind.Ghost, null),
            _ => (DifferenceKind.Altered, FirstPath(shownRow.RootElement, madeRow.RootElement)),
        };
        return new(
            difference,
            table,
            Text(one, "kind") ?? (table == "dependency" ? null : table),
            Guid.TryParse(Text(one, "id") ?? Text(one, "owner"), out var id) ? id : null,
            Text(one, "key") ?? (table == "study_position" ? Text(one, "position") : null),
            path);
    }

    private static string FirstPath(JsonElement shown, JsonElement made) =>
        JsonDifferences.Between(shown, made).FirstOrDefault()?.Path
        ?? made.EnumerateObject().Where(column => column.Value.GetRawText() != shown.GetProperty(column.Name).GetRawText()).Select(column => $"{column.Name} (spelling)").FirstOrDefault()
        ?? "(spelling)";

    private static string? Text(JsonElement row, string column) =>
        row.TryGetProperty(column, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}
