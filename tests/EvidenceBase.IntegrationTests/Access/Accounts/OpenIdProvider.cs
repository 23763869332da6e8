using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>
/// A small OpenID provider over real HTTP: discovery, keys, authorization code with PKCE, signed tokens. Whoever comes is the person that the test
/// says, and what is wrong with the token is what the test says too.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "evidencebase";
    public const string ClientSecret = "a secret of these tests & no other";
    private static readonly string[] Code = ["code"];
    private static readonly string[] Public = ["public"];
    private static readonly string[] Algorithms = ["RS256"];
    private readonly WebApplication app;
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string RedirectUri)> codes = new();

    private OpenIdProvider(WebApplication app) => this.app = app;

    public string Issuer { get; private set; } = string.Empty;

    /// <summary>Who sits at the browser.</summary>
    public Dictionary<string, string> Person { get; } = [];

    /// <summary>Changes the token before it is signed.</summary>
    public Action<SecurityTokenDescriptor> Falsify { get; set; } = _ => { };

    public static async Task<OpenIdProvider> Start()
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var provider = new OpenIdProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        provider.Issuer = provider.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return provider;
    }

    /// <summary>The settings with which a server knows it.</summary>
    public IEnumerable<string> Settings(params string[] more) =>
    [
        $"EvidenceBase:Institution:Authority={Issuer}", $"EvidenceBase:Institution:ClientId={ClientId}", $"EvidenceBase:Institution:ClientSecret={ClientSecret}",
        "EvidenceBase:Institution:Name=University of Tests", .. more.Select(one => $"EvidenceBase:Institution:{one}"),
    ];

    /// <summary>From now on this one sits at the browser, and the token is right.</summary>
    public void Be(string subject, string? name = null, params (string Name, string Value)[] more)
    {
        Falsify = _ => { };
        Person.Clear();
        Person["sub"] = subject;
        if (name is not null)
            Person["name"] = name;
        foreach (var claim in more)
            Person[claim.Name] = claim.Value;
    }

    /// <summary>What a browser does that is sent here: it is sent back, with a code.</summary>
    /// <returns>The path at the service to which it is sent.</returns>
    public static async Task<string> Visit(string address)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await http.GetAsync(new Uri(address));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.PathAndQuery;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        key.Rsa.Dispose();
    }

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Issuer,
            authorization_endpoint = $"{Issuer}/authorize",
            token_endpoint = $"{Issuer}/token",
            jwks_uri = $"{Issuer}/keys",
            response_types_supported = Code,
            subject_types_supported = Public,
            id_token_signing_alg_values_supported = Algorithms,
        }));
        app.MapGet("/keys", () =>
        {
            var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64Url.EncodeToString(parameters.Modulus), e = Base64Url.EncodeToString(parameters.Exponent) } } });
        });
        app.MapGet("/authorize", (HttpRequest request) =>
        {
            var query = request.Query;
            if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["nonce"].Count == 0)
                return Results.BadRequest("not as agreed");
            var code = Guid.NewGuid().ToString("N");
            codes[code] = (query["nonce"]!, query["code_challenge"]!, query["redirect_uri"]!);
            return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret || !codes.TryRemove(form["code"].ToString(), out var begun) || form["redirect_uri"] != begun.RedirectUri
                || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != begun.Challenge)
            {
                return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
            }

            return Results.Json(new { access_token = "not used", token_type = "Bearer", expires_in = 60, id_token = Token(begun.Nonce) });
        });
    }

    private string Token(string nonce)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ClientId,
            IssuedAt = DateTime.UtcNow,
            NotBefore = DateTime.UtcNow.AddMinutes(-1),
            Expires = DateTime.UtcNow.AddMinutes(5),
            Subject = new ClaimsIdentity([new Claim("nonce", nonce), .. Person.Select(claim => new Claim(claim.Key, claim.Value))]),
            SigningCredentials = new(key, SecurityAlgorithms.RsaSha256),
        };
        Falsify(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }
}
