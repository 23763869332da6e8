using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using EvidenceBase.Platform;
using EvidenceBase.TransparencyLog.TimeStamps;

namespace EvidenceBase.Audit.TimeStamps;

/// <summary>The authority that the settings name, asked by HTTP (RFC 3161, section 3.4). No client names its address.</summary>
public sealed class TimeStampAuthority : IDisposable
{
    private const int LargestAnswer = 256 * 1024;
    private const int NonceLength = 16;
    private const int DefaultHours = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient http;

    /// <exception cref="DeploymentException">A setting is none.</exception>
    public TimeStampAuthority(IConfiguration configuration)
    {
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        if (configuration["EvidenceBase:TimeStampAuthority"] is { Length: > 0 } configured)
        {
            Address = Uri.TryCreate(configured, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? address
                : throw new DeploymentException($"EvidenceBase:TimeStampAuthority is the address of a time-stamping authority, http://… or https://…; “{configured}” is none.");
        }

        var hours = configuration["EvidenceBase:TimeStampHours"];
        Interval = string.IsNullOrEmpty(hours) ? TimeSpan.FromHours(DefaultHours)
            : int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? TimeSpan.FromHours(number)
            : throw new DeploymentException($"EvidenceBase:TimeStampHours is a whole number of hours, at least 1; “{hours}” is none.");
    }

    /// <summary>Null where none is configured: nothing is stamped.</summary>
    public Uri? Address { get; }

    /// <summary>How much time at least lies between the time stamps of a study's latest checkpoints.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Has the text of a checkpoint stamped.</summary>
    /// <exception cref="TimeStampException">The authority was not reached, refused, or answered something else.</exception>
    public async Task<(byte[] Token, TimeStamp Stamp)> Stamp(string noteText, CancellationToken cancellation)
    {
        var request = TimeStamp.Request(noteText, RandomNumberGenerator.GetBytes(NonceLength));
        try
        {
            using var content = new ByteArrayContent(request.Encode()) { Headers = { ContentType = new MediaTypeHeaderValue("application/timestamp-query") } };
            using var response = await http.PostAsync(Address, content, cancellation);
            if (!response.IsSuccessStatusCode)
                throw new TimeStampException($"{Address} answers {(int)response.StatusCode}.");
            var token = request.ProcessResponse(await response.Content.ReadAsByteArrayAsync(cancellation), out _).AsSignedCms().Encode();
            return (token, TimeStamp.Open(noteText, token));
        }
        catch (Exception failure) when (failure is HttpRequestException or CryptographicException or FormatException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new TimeStampException($"{Address} gives no time stamp: {failure.Message}");
        }
    }

    public void Dispose() => http.Dispose();
}

/// <summary>There is no time stamp now.</summary>
public sealed class TimeStampException(string message) : Exception(message);
