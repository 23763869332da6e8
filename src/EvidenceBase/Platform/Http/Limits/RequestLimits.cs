using System.Globalization;

namespace EvidenceBase.Platform.Http.Limits;

/// <summary>
/// How much one client may ask of the service, from the configuration: <c>EvidenceBase:Limits:…</c> (in the environment
/// <c>EvidenceBase__Limits__…</c>). Zero means no limit, where the setting allows it.
/// </summary>
/// <param name="RequestsPerMinute">Of one signed-in principal, with as many at once.</param>
/// <param name="AnonymousRequestsPerMinute">Of one address without having signed in.</param>
/// <param name="AddressRequestsPerMinute">Of one address, whoever signs in from there.</param>
/// <param name="BodyBytes">Of an ordinary command.</param>
/// <param name="UploadBytes">Of a document, a batch or a file.</param>
/// <param name="UrlBytes">Of path and query.</param>
/// <param name="HeaderBytes">Of all headers together.</param>
/// <param name="Seconds">Until an answer is given up and its query in the database cancelled.</param>
/// <param name="Connections">At the same time.</param>
public sealed record RequestLimits(
    int RequestsPerMinute,
    int AnonymousRequestsPerMinute,
    int AddressRequestsPerMinute,
    int BodyBytes,
    int UploadBytes,
    int UrlBytes,
    int HeaderBytes,
    int Seconds,
    int Connections)
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>One person on their own machine is not to be in the way of themselves.</summary>
    public static RequestLimits Laptop { get; } = new(0, 0, 0, 64 * Mebibyte, 256 * Mebibyte, 16 * 1024, 64 * 1024, 600, 0);

    /// <summary>An institute behind one address, with scripts; no single one of them can take the service from the others.</summary>
    public static RequestLimits Server { get; } = new(1200, 300, 6000, 4 * Mebibyte, 64 * Mebibyte, 8 * 1024, 32 * 1024, 60, 2000);

    /// <exception cref="DeploymentException">A setting is no such number.</exception>
    public static RequestLimits Of(IConfiguration configuration, Deployment deployment)
    {
        var standard = deployment.IsServer ? Server : Laptop;
        return new(
            Number(nameof(RequestsPerMinute), standard.RequestsPerMinute, 0),
            Number(nameof(AnonymousRequestsPerMinute), standard.AnonymousRequestsPerMinute, 0),
            Number(nameof(AddressRequestsPerMinute), standard.AddressRequestsPerMinute, 0),
            Number(nameof(BodyBytes), standard.BodyBytes, 1024),
            Number(nameof(UploadBytes), standard.UploadBytes, 1024),
            Number(nameof(UrlBytes), standard.UrlBytes, 256),
            Number(nameof(HeaderBytes), standard.HeaderBytes, 1024),
            Number(nameof(Seconds), standard.Seconds, 1),
            Number(nameof(Connections), standard.Connections, 0));

        int Number(string name, int standard, int least)
        {
            if (configuration[$"EvidenceBase:Limits:{name}"] is not { Length: > 0 } text)
                return standard;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
                ? number
                : throw new DeploymentException($"EvidenceBase:Limits:{name} is a whole number, {least} or more; it is “{text}”.");
        }
    }
}
