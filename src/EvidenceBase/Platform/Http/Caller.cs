using System.Security.Claims;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Http;

/// <summary>
/// Who acts, as the service has authenticated them; the actor of an event is never what a client says of itself. It is carried by the
/// claims of the request's user, so that every way of signing in ends in the same thing.
/// </summary>
/// <param name="Name">Under which they are a member of studies and stand in events.</param>
/// <param name="OwnsEverything">The local owner of a laptop: owner of every study.</param>
/// <param name="Administers">Whether they administer accounts and the service.</param>
/// <param name="Token">The access token that they came with, by name; null in person.</param>
/// <param name="TokenMaker">Who made the token.</param>
/// <param name="TokenStudy">The only study in which the token counts.</param>
/// <param name="TokenRights">The only rights that the token gives, of those that its holder has.</param>
public sealed record Caller(
    string Name,
    bool OwnsEverything = false,
    bool Administers = false,
    string? Token = null,
    string? TokenMaker = null,
    string? TokenStudy = null,
    IReadOnlySet<Right>? TokenRights = null)
{
    /// <summary>The names of service accounts begin so; no person's name does.</summary>
    public const string ServicePrefix = "service:";

    private const string OwnsEverythingClaim = "evidencebase:owns-everything";
    private const string AdministersClaim = "evidencebase:administers";
    private const string TokenClaim = "evidencebase:token";
    private const string MakerClaim = "evidencebase:token-maker";
    private const string StudyClaim = "evidencebase:token-study";
    private const string RightClaim = "evidencebase:token-right";

    public static Caller? Of(HttpContext http) => http.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name }
        ? new(
            name,
            http.User.HasClaim(claim => claim.Type == OwnsEverythingClaim),
            http.User.HasClaim(claim => claim.Type == AdministersClaim),
            http.User.FindFirstValue(TokenClaim),
            http.User.FindFirstValue(MakerClaim),
            http.User.FindFirstValue(StudyClaim),
            http.User.FindFirst(TokenClaim) is null ? null : http.User.FindAll(RightClaim).Select(claim => Enum.Parse<Right>(claim.Value)).ToHashSet())
        : null;

    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint is open to anyone and must not ask.</exception>
    public static Caller Required(HttpContext http) =>
        Of(http) ?? throw new InvalidOperationException("Nobody is signed in, and what was asked for needs to know who asks.");

    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new(ClaimTypes.Name, Name));
        if (OwnsEverything)
            identity.AddClaim(new(OwnsEverythingClaim, "true"));
        if (Administers)
            identity.AddClaim(new(AdministersClaim, "true"));
        if (Token is not null)
            identity.AddClaim(new(TokenClaim, Token));
        if (TokenMaker is not null)
            identity.AddClaim(new(MakerClaim, TokenMaker));
        if (TokenStudy is not null)
            identity.AddClaim(new(StudyClaim, TokenStudy));
        foreach (var right in TokenRights ?? new HashSet<Right>())
            identity.AddClaim(new(RightClaim, right.ToString()));
        return new(identity);
    }
}
