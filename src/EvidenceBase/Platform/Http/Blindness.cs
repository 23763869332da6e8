namespace EvidenceBase.Platform.Http;

/// <summary>
/// Open to a coder who codes blind. What such an endpoint answers must not depend on the codings of others in any way: not in its content,
/// its refusals, its size, its versions. Every other endpoint of a study is closed to them until the round is.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToBlindAttribute : Attribute;

/// <summary>A round in which the caller codes blind.</summary>
/// <param name="Layer">The one in which they code, and the only one that they see.</param>
/// <param name="Codes">Those to be used on the round's documents; empty where it is all of them.</param>
public sealed record BlindRound(string Round, string Layer, IReadOnlySet<Guid> Documents, IReadOnlySet<Guid> Codes);

/// <summary>That the caller codes blind, put on the request before the endpoint is reached.</summary>
public sealed record Blindness(IReadOnlyList<BlindRound> Rounds)
{
    public IReadOnlyList<string> Layers => [.. Rounds.Select(round => round.Layer).Distinct()];

    /// <summary>Null where the caller sees everything.</summary>
    public static Blindness? Of(HttpContext http) => http.Features.Get<Blindness>();

    public bool Hides(string? layer) => layer is null || !Rounds.Any(round => round.Layer == layer);
}
