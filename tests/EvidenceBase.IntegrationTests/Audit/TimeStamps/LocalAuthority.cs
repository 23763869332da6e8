using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.Utilities.Collections;

namespace EvidenceBase.IntegrationTests.Audit.TimeStamps;

/// <summary>A time-stamping authority of the test's own, with a root that issued its certificate; made with another library than the one that checks it.</summary>
internal sealed class LocalAuthority : IAsyncDisposable
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    private readonly WebApplication app;
    private readonly TimeStampTokenGenerator generator;
    private long serial;

    private LocalAuthority(WebApplication app, X509Certificate2 root, X509Certificate2 own)
    {
        (this.app, Root) = (app, root);
        var certificate = DotNetUtilities.FromX509Certificate(own);
        generator = new(DotNetUtilities.GetRsaKeyPair(own.GetRSAPrivateKey()!).Private, certificate, NistHash, "1.3.6.1.4.1.99999.1");
        generator.SetCertificates(CollectionUtilities.CreateStore([certificate]));
    }

    private static string NistHash => Org.BouncyCastle.Asn1.Nist.NistObjectIdentifiers.IdSha256.Id;

    public X509Certificate2 Root { get; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Whether it refuses everybody.</summary>
    public bool IsClosed { get; set; }

    public string Address => $"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/stamp";

    public static async Task<LocalAuthority> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var (root, own) = Certificates();
        var authority = new LocalAuthority(app, root, own);
        app.MapPost("/stamp", (Delegate)authority.Answer);
        await app.StartAsync();
        return authority;
    }

    /// <summary>Writes the root's certificate into a file.</summary>
    public string SaveRoot()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Root.ExportCertificatePem());
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Root.Dispose();
    }

    private async Task<IResult> Answer(HttpContext http)
    {
        Asked++;
        if (IsClosed)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var response = new TimeStampResponseGenerator(generator, TspAlgorithms.Allowed).Generate(new TimeStampRequest(body.ToArray()), BigInteger.ValueOf(++serial), DateTime.UtcNow);
        return Results.Bytes(response.GetEncoded(), "application/timestamp-reply");
    }

    private static (X509Certificate2 Root, X509Certificate2 Own) Certificates()
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var rootKey = RSA.Create(2048);
        var ofRoot = new CertificateRequest("CN=Test root", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        ofRoot.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        ofRoot.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(ofRoot.PublicKey, critical: false));
        var root = ofRoot.CreateSelfSigned(from, until);
        var ownKey = RSA.Create(2048);
        var ofOwn = new CertificateRequest("CN=Test authority", ownKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        ofOwn.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TimeStamping)], critical: true));
        return (root, ofOwn.Create(root, from, until, [1, 2, 3]).CopyWithPrivateKey(ownKey));
    }
}
