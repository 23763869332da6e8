using System.Text.Encodings.Web;
using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Laptop;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EvidenceBase.Access.Tokens;

/// <summary><c>Authorization: Bearer …</c>: an access token of a study, or that of the laptop's owner.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AccessTokens tokens,
    AccountDirectory accounts,
    LocalAccess local,
    TokenUse use,
    RefusedTokens refused)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";

    public static string? Secret(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Secret(Request) is not { } secret)
            return AuthenticateResult.NoResult();
        if (local.Owner(secret) is { } owner)
        {
            await use.Used(Context, null, LocalAccess.TokenFile, owner.Name, study: null);
            return Success(owner);
        }

        if (await tokens.Find(secret, Context.RequestAborted) is not { } token || !await accounts.IsActive(token.Principal, Context.RequestAborted))
        {
            await refused.Tell(Context);
            return AuthenticateResult.Fail("The access token is unknown, expired or revoked, or its holder's account is disabled.");
        }

        await use.Used(Context, token.Id, token.Name, token.Principal, token.Study);
        return Success(new(token.Principal, Token: token.Name, TokenMaker: token.CreatedBy, TokenStudy: token.Study, TokenRights: token.Rights.ToHashSet()));
    }

    private AuthenticateResult Success(Caller caller) => AuthenticateResult.Success(new(caller.ToPrincipal(Scheme.Name), Scheme.Name));
}
