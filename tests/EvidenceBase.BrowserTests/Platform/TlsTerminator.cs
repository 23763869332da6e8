using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EvidenceBase.BrowserTests.Platform;

/// <summary>What stands before a server: it ends TLS and forwards what was asked.</summary>
public sealed class TlsTerminator : IAsyncDisposable
{
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade", "Host" };
    private readonly WebApplication app;
    private readonly HttpClient service;

    private TlsTerminator(WebApplication app, HttpClient service) => (this.app, this.service) = (app, service);

    public int Port => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public static async Task<TlsTerminator> Start(string host, string address)
    {
        var certificate = Certificate(host);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        var terminator = new TlsTerminator(app, new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(address) });
        app.Run(terminator.Forward);
        await app.StartAsync();
        return terminator;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        service.Dispose();
    }

    private async Task Forward(HttpContext http)
    {
        using var request = new HttpRequestMessage(new(http.Request.Method), $"{http.Request.Path}{http.Request.QueryString}");
        if (http.Request.ContentLength > 0)
            request.Content = new StreamContent(http.Request.Body);
        foreach (var (name, value) in http.Request.Headers.Where(header => !OfTheConnection.Contains(header.Key)))
            if (!request.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
        request.Headers.Host = http.Request.Host.Value;
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", http.Connection.RemoteIpAddress!.ToString());
        using var answer = await service.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfTheConnection.Contains(header.Key)))
            http.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static X509Certificate2 Certificate(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
