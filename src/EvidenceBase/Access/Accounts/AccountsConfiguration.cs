using EvidenceBase.Platform;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace EvidenceBase.Access.Accounts;

/// <summary>Accounts of people, on a server only: a laptop knows nothing of them and pays nothing for them.</summary>
internal static class AccountsConfiguration
{
    private const string CookieNames = "__Host-evidencebase-";
    private const int HashIterations = 210_000;
    private const int LongestKey = 255;

    public static void AddAccounts(this IServiceCollection services, AuthenticationBuilder authentication, Deployment deployment)
    {
        services.AddSingleton<Attempts>();
        services.AddSingleton<TakenCodes>();
        services.AddSingleton<AbsentAccount>();
        services.TryAddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddScoped<SessionCookie>();
        services.AddScoped<NewAccounts>();
        services.AddScoped<NewPasswords>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<Passkeys>();
        services.AddHostedService<SetUp>();
        services.AddHttpContextAccessor();
        services.AddDbContext<AccountsDatabase>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddIdentityCore<Account>(Options).AddUserStore<AccountStore>().AddSignInManager<AccountSignIn>()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.Replace(ServiceDescriptor.Scoped<IUserClaimsPrincipalFactory<Account>, AccountClaims>());
        services.Replace(ServiceDescriptor.Scoped<IPasswordValidator<Account>, Passwords>());
        services.AddOptions<IdentityPasskeyOptions>().Configure<Deployment>(PasskeysOf);
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = HashIterations);
        authentication.AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie =>
        {
            cookie.EventsType = typeof(SessionCookie);
            cookie.ExpireTimeSpan = Sessions.LongestIdle;
        }));
        foreach (var scheme in new[] { IdentityConstants.ApplicationScheme, IdentityConstants.ExternalScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.TwoFactorRememberMeScheme })
            services.PostConfigure<CookieAuthenticationOptions>(scheme, cookie => Harden(cookie.Cookie, scheme));
        if (deployment.Institution is { } institution)
        {
            services.AddScoped<InstitutionSignIn>();
            authentication.AddOpenIdConnect(
                InstitutionSignIn.Scheme, institution.Name, protocol => InstitutionSignIn.Configure(protocol, institution, (cookie, purpose) => Harden(cookie, purpose)));
        }

        services.AddAntiforgery(forms => Harden(forms.Cookie, "forms", SameSiteMode.Strict));
    }

    private static void Options(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.Stores.MaxLengthForKeys = LongestKey;
        identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
    }

    /// <summary>They stand in for password and second factor together: the device must know whose it is, and lets them choose the account.</summary>
    private static void PasskeysOf(IdentityPasskeyOptions passkeys, Deployment deployment)
    {
        var origin = deployment.PublicAddress!.GetLeftPart(UriPartial.Authority);
        passkeys.ServerDomain = deployment.PublicAddress.Host;
        passkeys.UserVerificationRequirement = "required";
        passkeys.ResidentKeyRequirement = "required";
        passkeys.ValidateOrigin = context => ValueTask.FromResult(context.Origin == origin && !context.CrossOrigin);
    }

    /// <summary>The prefix makes browsers hold the rest: over TLS only, for this host only, for all of it.</summary>
    private static void Harden(CookieBuilder cookie, string purpose, SameSiteMode sameSite = SameSiteMode.Lax)
    {
        cookie.Name = CookieNames + purpose.Replace("Identity.", string.Empty, StringComparison.Ordinal);
        cookie.HttpOnly = true;
        cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.SameSite = sameSite;
        cookie.Path = "/";
        cookie.Domain = null;
    }
}
