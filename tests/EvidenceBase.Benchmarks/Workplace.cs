using System.Net;
using System.Text;
using EvidenceBase.Access.Laptop;
using EvidenceBase.Database;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Seeing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;

namespace EvidenceBase.Benchmarks;

/// <summary>A private, durable cluster with the service on it, in this process, over real HTTP on loopback.</summary>
public sealed class Workplace : IAsyncDisposable
{
    public const int Concurrency = 16;

    private readonly PrivateCluster cluster;
    private readonly TemporaryFolder folder;
    private WebApplication app;

    private Workplace(PrivateCluster cluster, WebApplication app, TemporaryFolder folder)
    {
        (this.cluster, this.app, this.folder) = (cluster, app, folder);
        Http = Client(app);
        Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.OwnerConnectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 }.ConnectionString);
    }

    public string Description => $"{Environment.ProcessorCount} cores, {cluster.Description}";

    public HttpClient Http { get; private set; }

    public string OwnerConnectionString => cluster.OwnerConnectionString;

    /// <summary>The limit is measured with the owner's connection, in the same database.</summary>
    public NpgsqlDataSource Owner { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<Workplace> Open()
    {
        var folder = new TemporaryFolder();
        var cluster = await PrivateCluster.StartAsync(new() { DataFolder = folder.Path });
        await new MigrationRunner(ServiceDatabase.MigrationsFolder, "evidencebase_service").ApplyAsync(cluster.OwnerConnectionString);
        return new(cluster, await Start(cluster, folder), folder);
    }

    /// <summary>Stops the service, does something to its database, and starts it again.</summary>
    public async Task Restart(Func<Task> meanwhile)
    {
        await Stop();
        await meanwhile();
        app = await Start(cluster, folder);
        Http = Client(app);
    }

    public async Task Send(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>How often per second the work was done, by 16 workers, in about the given time.</summary>
    public static async Task<double> Rate(TimeSpan time, Func<int, Task> work)
    {
        using var over = new CancellationTokenSource(time);
        var started = System.Diagnostics.Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(worker => Task.Run(async () =>
        {
            var count = 0;
            for (; !over.IsCancellationRequested; count++)
                await work(worker);
            return count;
        })));
        return counts.Sum() / started.Elapsed.TotalSeconds;
    }

    /// <summary>Until the views and the logs have caught up, so that their work is not counted against what is measured next.</summary>
    public async Task Settle()
    {
        await Services.GetRequiredService<ProjectionProgress>().WaitForAll(TimeSpan.FromMinutes(5), CancellationToken.None);
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(5); await Task.Delay(50))
        {
            await using var command = Owner.CreateCommand(
                "select not exists (select from evidence.study_position p left join evidence.log l on l.study = p.study where p.position > coalesce(l.size, 0))");
            if (await command.ExecuteScalarAsync() is true)
                return;
        }

        throw new TimeoutException("The transparency logs have not caught up after five minutes.");
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Owner.DisposeAsync();
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<WebApplication> Start(PrivateCluster cluster, TemporaryFolder folder)
    {
        var app = ServiceHost.Build(["--urls", "http://127.0.0.1:0"], () => cluster.ServiceConnectionString, DataFolder.Open(Path.Combine(folder.Path, "data"), null, _ => { }), builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Error);
        });
        await app.StartAsync();
        return app;
    }

    private static HttpClient Client(WebApplication app) => new(new SocketsHttpHandler { MaxConnectionsPerServer = Concurrency })
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        DefaultRequestVersion = HttpVersion.Version11,
        DefaultRequestHeaders = { Authorization = new("Bearer", app.Services.GetRequiredService<LocalAccess>().ScriptToken) },
    };

    private async Task Stop()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
