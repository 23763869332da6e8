using System.Text.Json;
using System.Text.Json.Serialization;

namespace EvidenceBase.Record.Sources;

/// <summary>
/// A date as CSL-JSON writes it: one or two lists (the ends of a range) of year, month 1–12 and day, as far as they are known – or words.
/// </summary>
public sealed record CslDate
{
    [JsonPropertyName("date-parts"), JsonConverter(typeof(CslDatePartsConverter))]
    public IReadOnlyList<IReadOnlyList<int>>? DateParts { get; init; }

    [JsonPropertyName("season"), JsonConverter(typeof(CslTextConverter))] public string? Season { get; init; }
    [JsonPropertyName("circa"), JsonConverter(typeof(CslTextConverter))] public string? Circa { get; init; }
    [JsonPropertyName("literal")] public string? Literal { get; init; }
    [JsonPropertyName("raw")] public string? Raw { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; init; }

    public static CslDate On(int year, int? month = null, int? day = null) =>
        new() { DateParts = [[year, .. new[] { month, day }.OfType<int>()]] };

    public bool Equals(CslDate? other) => SameJson.Of(this, other);

    public override int GetHashCode() => HashCode.Combine(DateParts?.Count, Literal, Raw);
}
