using System.Net;

namespace EvidenceBase.Platform;

/// <summary>Where the service runs. On a laptop it is one person's and must not be in the way; on a server it must be safe as it comes.</summary>
public enum DeploymentMode
{
    Laptop,
    Server,
}

/// <summary>The settings would make the service unsafe, or cannot be read; the message says what to set. It does not start.</summary>
public sealed class DeploymentException(string message) : Exception(message);

/// <summary>How the service is reached, from the configuration (<c>EvidenceBase:Mode</c>) or the environment (<c>EVIDENCEBASE_MODE</c>).</summary>
/// <param name="PublicAddress">Under which people reach a server: https, and nothing but scheme, host and port.</param>
/// <param name="TrustedProxies">The networks from which the TLS terminator in front of a server forwards requests.</param>
/// <param name="Institution">With which people may sign in to a server.</param>
public sealed record Deployment(DeploymentMode Mode, Uri? PublicAddress, IReadOnlyList<IPNetwork> TrustedProxies, Institution? Institution = null)
{
    public const string SessionCookieOfLaptops = "evidencebase-laptop";
    public const string SessionCookieOfServers = "__Host-evidencebase-Application";

    private static readonly string[] PortSettings = ["http_ports", "https_ports"];

    public bool IsServer => Mode == DeploymentMode.Server;

    /// <summary>The name of the cookie of a browser that is signed in.</summary>
    public string SessionCookie => IsServer ? SessionCookieOfServers : SessionCookieOfLaptops;

    /// <exception cref="DeploymentException">The settings are unsafe or unreadable.</exception>
    public static Deployment Of(IConfiguration configuration)
    {
        var mode = Setting(configuration, "Mode") switch
        {
            null or "" or "laptop" => DeploymentMode.Laptop,
            "server" => DeploymentMode.Server,
            var other => throw new DeploymentException($"EVIDENCEBASE_MODE is “laptop” or “server”, not “{other}”."),
        };
        if (mode == DeploymentMode.Laptop)
        {
            RefuseOtherThanLoopback(configuration);
            return new(mode, null, []);
        }

        return new(mode, Address(configuration), Proxies(configuration), Platform.Institution.Of(configuration));
    }

    /// <summary>A setting by its name in the configuration, else in the environment as <c>EVIDENCEBASE_…</c>.</summary>
    public static string? Setting(IConfiguration configuration, string name) =>
        configuration[$"EvidenceBase:{name}"] is { Length: > 0 } configured
            ? configured
            : Environment.GetEnvironmentVariable($"EVIDENCEBASE_{string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToUpperInvariant()}");

    private static void RefuseOtherThanLoopback(IConfiguration configuration)
    {
        var ports = string.IsNullOrEmpty(configuration["urls"]) ? PortSettings.Select(name => configuration[name]) : [];
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]);
        var addresses = (configuration["urls"] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(ports.Where(port => !string.IsNullOrEmpty(port)).Select(port => $"http://*:{port}"))
            .Concat(endpoints.OfType<string>());
        if (addresses.FirstOrDefault(address => !IsLoopback(address)) is { } open)
        {
            throw new DeploymentException(
                $"{open} can be reached from other machines, and in laptop mode whoever reaches the service is one step from owning it. "
                + "Listen on http://127.0.0.1 only, or set EVIDENCEBASE_MODE=server (docs/deploying.md).");
        }
    }

    private static bool IsLoopback(string address)
    {
        if (!Uri.TryCreate(address.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri))
            return false;
        return uri.IsLoopback || uri.Scheme == "unix";
    }

    private static Uri Address(IConfiguration configuration)
    {
        var text = Setting(configuration, "PublicAddress");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.PathAndQuery == "/"
            ? address
            : throw new DeploymentException(
                $"A server needs EVIDENCEBASE_PUBLIC_ADDRESS, the https address under which people reach it, such as https://evidence.example.org; it is “{text}”.");
    }

    private static List<IPNetwork> Proxies(IConfiguration configuration)
    {
        var text = Setting(configuration, "TrustedProxies");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new DeploymentException(
                "A server is reached through something that terminates TLS. Name it: EVIDENCEBASE_TRUSTED_PROXIES, the addresses or networks from which it "
                + "forwards requests, such as 127.0.0.1 or 172.18.0.0/16. Forwarded headers are believed from there and from nowhere else.");
        }

        return
        [
            .. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part =>
                IPNetwork.TryParse(part, out var network) ? NotEverybody(network)
                : IPAddress.TryParse(part, out var address) ? new(address, address.GetAddressBytes().Length * 8)
                : throw new DeploymentException($"EVIDENCEBASE_TRUSTED_PROXIES: “{part}” is neither an address nor a network.")),
        ];
    }

    private static IPNetwork NotEverybody(IPNetwork network) => network.PrefixLength > 0
        ? network
        : throw new DeploymentException(
            $"EVIDENCEBASE_TRUSTED_PROXIES: {network} is everybody, who could then say to come from anywhere. Name the address of the TLS terminator, or its network.");
}
