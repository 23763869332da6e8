using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace EvidenceBase.Platform.Http.Limits;

/// <summary>How many requests a minute are taken, of one address and of one principal; as many as in a minute may come at once.</summary>
internal static class RequestRates
{
    private const int BytesOfNetwork = 8;

    /// <summary>Before it is known who asks: guessing at tokens and passwords is counted too.</summary>
    public static RateLimiterOptions OfAddresses(RequestLimits limits) =>
        Limited(limits.AddressRequestsPerMinute, http => (Address(http), limits.AddressRequestsPerMinute));

    /// <summary>When it is known who asks.</summary>
    public static RateLimiterOptions OfPrincipals(RequestLimits limits) => Limited(
        Math.Max(limits.RequestsPerMinute, limits.AnonymousRequestsPerMinute),
        http => Caller.Of(http) is { } caller
            ? ($"principal {caller.Name}", limits.RequestsPerMinute)
            : (Address(http), limits.AnonymousRequestsPerMinute));

    /// <summary>An address of IPv6 is one of 2⁶⁴ that its holder may use: the network counts.</summary>
    public static string Address(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
            return "address unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length > BytesOfNetwork)
            Array.Clear(bytes, BytesOfNetwork, bytes.Length - BytesOfNetwork);
        return $"address {new IPAddress(bytes)}";
    }

    private static RateLimiterOptions Limited(int any, Func<HttpContext, (string Who, int PerMinute)> whoAndHowOften)
    {
        var options = new RateLimiterOptions { OnRejected = (context, _) => Refuse(context, whoAndHowOften(context.HttpContext).PerMinute) };
        if (any == 0)
            return options;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        {
            var (who, perMinute) = whoAndHowOften(http);
            return perMinute == 0 ? RateLimitPartition.GetNoLimiter(who) : RateLimitPartition.GetTokenBucketLimiter(who, _ => Bucket(perMinute));
        });
        return options;
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
    };

    private static async ValueTask Refuse(OnRejectedContext context, int perMinute)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var given) ? given : TimeSpan.FromMinutes(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Problems.Result(LimitProblems.TooMany(perMinute, seconds)).ExecuteAsync(context.HttpContext);
    }
}
