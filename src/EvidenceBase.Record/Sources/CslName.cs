using System.Text.Json;
using System.Text.Json.Serialization;

namespace EvidenceBase.Record.Sources;

/// <summary>
/// A person (family and given name, particles, suffix) or, as <see cref="Literal"/>, a body or a name that is not to be taken apart.
/// </summary>
public sealed record CslName
{
    [JsonPropertyName("family")] public string? Family { get; init; }
    [JsonPropertyName("given")] public string? Given { get; init; }
    [JsonPropertyName("dropping-particle")] public string? DroppingParticle { get; init; }
    [JsonPropertyName("non-dropping-particle")] public string? NonDroppingParticle { get; init; }
    [JsonPropertyName("suffix")] public string? Suffix { get; init; }
    [JsonPropertyName("literal")] public string? Literal { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; init; }

    public bool Equals(CslName? other) => SameJson.Of(this, other);

    public override int GetHashCode() => HashCode.Combine(Family, Given, Literal);
}
