using System.Globalization;
using EvidenceBase.Platform;

namespace EvidenceBase.Access.Accounts;

/// <summary>As long as nobody administers a server, each start prints a link with which one can become the first who does.</summary>
internal sealed class SetUp(AccountDirectory directory, Links links, Deployment deployment, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>A new link that makes whoever opens it an administrator.</summary>
    public static async Task<string> NewLink(Links links, Deployment deployment, CancellationToken cancellation)
    {
        var (link, secret) = await links.Make(LinkPurpose.SetUp, Lasts, null, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{LinkAddress.Of(deployment, link, secret)} (works once, until {link.ExpiresAt:yyyy-MM-dd HH:mm} UTC)");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var _ = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        if (!await directory.HasAdministrator(stoppingToken))
            Console.WriteLine($"Nobody administers this server yet. Open {await NewLink(links, deployment, stoppingToken)}");
    }
}

/// <summary>The addresses under which one-time links are opened.</summary>
public static class LinkAddress
{
    public const string Join = "/join";
    public const string NewPassword = "/new-password";

    public static string Of(Deployment deployment, Link link, string secret) =>
        new Uri(deployment.PublicAddress!, $"{(link.Purpose == LinkPurpose.NewPassword ? NewPassword : Join)}?token={secret}").ToString();
}
