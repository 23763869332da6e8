using System.Security.Cryptography;
using EvidenceBase.Access.Accounts;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>The service in server mode, as a TLS terminator on this machine would reach it, with an administrator.</summary>
public sealed class ServerService : IAsyncDisposable
{
    public const string Host = "evidence.test";
    public const string Address = $"https://{Host}";
    public const string Password = "vier Esel lesen Zeitung";

    private int names;

    private ServerService(RunningService running) => Running = running;

    public RunningService Running { get; }

    public TestBrowser Administrator { get; private set; } = null!;

    /// <summary>All tests come from one address, which would be a lot of requests for one.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        "EvidenceBase:Mode=server", $"EvidenceBase:PublicAddress={Address}", "EvidenceBase:TrustedProxies=127.0.0.1",
        "EvidenceBase:Limits:RequestsPerMinute=0", "EvidenceBase:Limits:AnonymousRequestsPerMinute=0", "EvidenceBase:Limits:AddressRequestsPerMinute=0",
    ];

    public static async Task<ServerService> Start(TestDatabase database, IEnumerable<string>? more = null, Action<IServiceCollection>? services = null)
    {
        var server = new ServerService(await RunningService.Start(
            database, masterKey: new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)), configure: builder => services?.Invoke(builder.Services), settings: [.. Settings, .. more ?? []]));
        server.Administrator = new TestBrowser(server);
        var made = await server.Administrator.MakeAccount(await server.SetUpLink(), "admin");
        if (made.Status == 302)
            return server;
        await server.DisposeAsync();
        throw new InvalidOperationException(made.Text);
    }

    public T Get<T>()
        where T : notnull => Running.Services.GetRequiredService<T>();

    /// <summary>The path of a new link that makes an administrator.</summary>
    public async Task<string> SetUpLink() => Path(await SetUp.NewLink(Get<Links>(), Get<Deployment>(), CancellationToken.None));

    /// <summary>A name that nobody has yet.</summary>
    public string NewName() => $"person{Interlocked.Increment(ref names)}";

    /// <summary>A browser in which somebody with a new account is signed in.</summary>
    public async Task<TestBrowser> Person(string? name = null)
    {
        var browser = new TestBrowser(this);
        var (link, secret) = await Get<Links>().Make(LinkPurpose.Invitation, TimeSpan.FromDays(1), "admin", CancellationToken.None);
        var made = await browser.MakeAccount(Path(LinkAddress.Of(Get<Deployment>(), link, secret)), name ?? NewName());
        made.Status.ShouldBe(302, made.Text);
        return browser;
    }

    /// <summary>A client that sends what a TLS terminator would, and no cookie.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Running.Address), Timeout = Patience.Longest };
        client.DefaultRequestHeaders.Host = Host;
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return client;
    }

    public async Task Sql(string sql, params object[] values)
    {
        await using var command = Running.Superuser.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
        Get<AccountDirectory>().Forget();
        Get<Sessions>().Forget();
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();

    private static string Path(string printed) => new Uri(printed.Split(' ')[0]).PathAndQuery;
}
