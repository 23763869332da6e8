using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Invitations;
using EvidenceBase.Access.Laptop;
using EvidenceBase.Access.Members;
using EvidenceBase.Access.Tokens;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Http.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;

namespace EvidenceBase.Access;

/// <summary>Who gets in, and the order in which requests are looked at.</summary>
internal static class AccessConfiguration
{
    private const string AnyScheme = "EvidenceBase";
    private static readonly TimeSpan SessionEndsAfter = TimeSpan.FromDays(30);

    public static void AddAccess(this IServiceCollection services, Deployment deployment)
    {
        services.AddSingleton<Memberships>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<Links>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Administration>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<Appointing>();
        services.AddSingleton<Joining>();
        services.AddSingleton<BlindCoders>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<AccessTrail>();
        services.AddSingleton<TokenUse>();
        services.AddSingleton<RefusedTokens>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusedTokens>());
        services.AddSingleton<TrailReads>();
        services.AddSingleton<LocalAccess>();
        services.AddHostedService<EntranceNotice>();
        var inPerson = deployment.IsServer ? IdentityConstants.ApplicationScheme : Entrance.Scheme;
        var authentication = services
            .AddAuthentication(AnyScheme)
            .AddPolicyScheme(AnyScheme, null, scheme => scheme.ForwardDefaultSelector = http =>
                BearerAuthentication.Secret(http.Request) is not null ? BearerAuthentication.Name : inPerson)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.Name, null)
            .AddCookie(Entrance.Scheme, cookie =>
            {
                cookie.Cookie.Name = Deployment.SessionCookieOfLaptops;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.ExpireTimeSpan = SessionEndsAfter;
                cookie.SlidingExpiration = true;
            });
        if (deployment.IsServer)
            services.AddAccounts(authentication, deployment);
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in deployment.TrustedProxies)
                forwarded.KnownIPNetworks.Add(network);
        });
    }

    /// <summary>Before anything that looks at the content of a request.</summary>
    public static void UseAccess(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Deployment>().IsServer)
            app.UseForwardedHeaders();
        app.UseMiddleware<OriginGuard>();
        app.UseAddressLimit();
        app.UseAuthentication();
        app.UsePrincipalLimit();
        app.UseMiddleware<Gate>();
    }
}
