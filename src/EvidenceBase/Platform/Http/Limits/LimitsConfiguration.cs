using Microsoft.AspNetCore.Http.Timeouts;

namespace EvidenceBase.Platform.Http.Limits;

/// <summary>
/// What one client may ask of the service, so that the others are served too. An endpoint that takes long by its nature (batches, events
/// sent as they happen) carries <c>[DisableRequestTimeout]</c>, one that takes much <see cref="TakesUploadsAttribute"/>.
/// </summary>
internal static class LimitsConfiguration
{
    public static void AddRequestLimits(this WebApplicationBuilder builder, Deployment deployment)
    {
        var limits = RequestLimits.Of(builder.Configuration, deployment);
        builder.Services.AddSingleton(limits);
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(limits.Seconds),
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            WriteTimeoutResponse = http => Problems.Result(LimitProblems.TooSlow(limits.Seconds)).ExecuteAsync(http),
        });
        builder.WebHost.ConfigureKestrel(kestrel => RequestSizes.Configure(kestrel.Limits, limits));
    }

    public static void UseSizeAndTimeLimits(this WebApplication app)
    {
        app.UseMiddleware<RequestSizes>();
        app.UseRequestTimeouts();
    }

    public static void UseAddressLimit(this WebApplication app) => app.UseRateLimiter(RequestRates.OfAddresses(Limits(app)));

    public static void UsePrincipalLimit(this WebApplication app) => app.UseRateLimiter(RequestRates.OfPrincipals(Limits(app)));

    private static RequestLimits Limits(WebApplication app) => app.Services.GetRequiredService<RequestLimits>();
}
