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
    private static readonly TimeSpan IdleSessionEndsAfter = TimeSpan.FromHours(12);

    public static void AddAccounts(this IServiceCollection services, AuthenticationBuilder authentication)
    {
        services.AddSingleton<Sessions>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<AbsentAccount>();
        services.TryAddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddScoped<SessionCookie>();
        services.AddScoped<NewAccounts>();
        services.AddHostedService<SetUp>();
        services.AddHttpContextAccessor();
        services.AddDbContext<AccountsDatabase>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddIdentityCore<Account>(Options).AddUserStore<AccountStore>().AddSignInManager<AccountSignIn>();
        services.Replace(ServiceDescriptor.Scoped<IUserClaimsPrincipalFactory<Account>, AccountClaims>());
        services.Replace(ServiceDescriptor.Scoped<IPasswordValidator<Account>, Passwords>());
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = HashIterations);
        authentication.AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie =>
        {
            cookie.EventsType = typeof(SessionCookie);
            cookie.ExpireTimeSpan = IdleSessionEndsAfter;
        }));
        foreach (var scheme in new[] { IdentityConstants.ApplicationScheme, IdentityConstants.ExternalScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.TwoFactorRememberMeScheme })
            services.PostConfigure<CookieAuthenticationOptions>(scheme, cookie => Harden(cookie.Cookie, scheme));
        services.AddAntiforgery(forms => Harden(forms.Cookie, "forms", SameSiteMode.Strict));
    }

    private static void Options(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.Stores.MaxLengthForKeys = LongestKey;
        identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
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
