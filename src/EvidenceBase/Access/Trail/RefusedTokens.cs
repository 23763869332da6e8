using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace EvidenceBase.Access.Trail;

/// <summary>
/// Puts tokens that were refused on the trail: the first of a minute from each address before it is refused, and after the minute how many more
/// came. Whoever sends millions of them fills no disk. The counts of the running minute are lost with a process that is killed; that somebody tried is not.
/// </summary>
internal sealed partial class RefusedTokens(AccessTrail trail, TimeProvider clock, ILogger<RefusedTokens> logger) : BackgroundService
{
    /// <summary>How many addresses of a minute are told apart; those that come after are counted together.</summary>
    public const int MostAddresses = 200;

    private const string Others = "";
    private const int NetworkLength = 8;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock counting = new();
    private Dictionary<string, int> counts = [];

    public Task Tell(HttpContext http) => IsFirst(Origin(http.Connection.RemoteIpAddress))
        ? trail.Record(http, TrailAction.TokenRefused, detail: AccessTrail.Asked(http))
        : Task.CompletedTask;

    /// <summary>Tells how many more than the first came from each address since this was told last.</summary>
    public async Task TellMore()
    {
        foreach (var (origin, count) in Taken().Where(one => one.Value > 1))
        {
            var more = string.Create(CultureInfo.InvariantCulture, $"{count - 1} more within a minute{(origin == Others ? ", from further addresses" : null)}");
            await trail.RecordOf(origin == Others ? null : origin, TrailAction.TokenRefused, more);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minutes = new PeriodicTimer(Minute, clock);
        try
        {
            while (await minutes.WaitForNextTickAsync(stoppingToken))
                await TryTellMore();
        }
        catch (OperationCanceledException)
        {
            await TryTellMore();
        }
    }

    private async Task TryTellMore()
    {
        try
        {
            await TellMore();
        }
        catch (NpgsqlException exception)
        {
            LogUntold(logger, exception);
        }
    }

    private bool IsFirst(string origin)
    {
        lock (counting)
        {
            if (!counts.ContainsKey(origin) && counts.Count >= MostAddresses)
                origin = Others;
            return (counts[origin] = counts.GetValueOrDefault(origin) + 1) == 1;
        }
    }

    private Dictionary<string, int> Taken()
    {
        lock (counting)
        {
            var taken = counts;
            counts = [];
            return taken;
        }
    }

    /// <summary>The address; of IPv6 the network of 64 bits, of which one machine has all addresses.</summary>
    private static string Origin(IPAddress? address)
    {
        if (address is null or { AddressFamily: not AddressFamily.InterNetworkV6 } or { IsIPv4MappedToIPv6: true })
            return AccessTrail.Address(address) ?? "unknown";
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkLength).Clear();
        return $"{new IPAddress(bytes)}/{8 * NetworkLength}";
    }

    [LoggerMessage(LogLevel.Warning, "How many more tokens were refused in the last minute could not be put on the trail.")]
    private static partial void LogUntold(ILogger logger, Exception exception);
}
