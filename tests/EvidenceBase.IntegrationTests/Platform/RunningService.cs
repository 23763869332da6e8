using EvidenceBase.Access.Laptop;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>The whole service in this process, over real HTTP, on a database of its own.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DataFolder folder;

    private RunningService(WebApplication app, TestDatabase database, DataFolder folder)
    {
        this.app = app;
        this.folder = folder;
        Database = database;
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new HttpClient { BaseAddress = new Uri(Address), Timeout = Patience.Longest, DefaultRequestHeaders = { Authorization = new("Bearer", OwnersToken) } };
        Superuser = NpgsqlDataSource.Create(database.Superuser);
    }

    /// <summary>Speaks as the owner of the laptop.</summary>
    public HttpClient Http { get; }

    public string OwnersToken => Services.GetRequiredService<LocalAccess>().ScriptToken;

    public string Address { get; }

    public TestDatabase Database { get; }

    /// <summary>The folder with the keys.</summary>
    public string Data => folder.Root;

    public NpgsqlDataSource Superuser { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="configure">What the test sets otherwise, after everything else.</param>
    /// <param name="settings">Settings as on the command line: <c>EvidenceBase:Mode=server</c>.</param>
    public static async Task<RunningService> Start(
        TestDatabase database,
        string? data = null,
        LogLevel log = LogLevel.Error,
        MasterKey? masterKey = null,
        Action<WebApplicationBuilder>? configure = null,
        IEnumerable<string>? settings = null)
    {
        var folder = DataFolder.Open(data ?? Directory.CreateTempSubdirectory("evidencebase-test-").FullName, masterKey, _ => { });
        var app = ServiceHost.Build(["--urls=http://127.0.0.1:0", .. (settings ?? []).Select(setting => $"--{setting}")], () => database.Service, folder, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddConsole().SetMinimumLevel(log);
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new(app, database, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Superuser.DisposeAsync();
        folder.Dispose();
        Directory.Delete(Data, recursive: true);
    }
}

/// <summary>The server of the run, and the service that most test classes share: each opens a study of its own in it.</summary>
public sealed class SharedService : IAsyncLifetime
{
    private readonly SemaphoreSlim starting = new(1);
    private RunningService? running;
    private ServerService? onServer;

    public TestServer Server { get; } = new();

    /// <summary>The service in server mode, on a database of its own; started when it is first asked for.</summary>
    public async Task<ServerService> OnServer()
    {
        await starting.WaitAsync();
        try
        {
            return onServer ??= await ServerService.Start(await Server.NewDatabase());
        }
        finally
        {
            starting.Release();
        }
    }

    public RunningService Running => running ?? throw new InvalidOperationException("The service has not been started.");

    public async ValueTask InitializeAsync()
    {
        await Server.Start();
        running = await RunningService.Start(await Server.NewDatabase());
    }

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
            await running.DisposeAsync();
        if (onServer is not null)
            await onServer.DisposeAsync();
        starting.Dispose();
        await Server.DisposeAsync();
    }
}
