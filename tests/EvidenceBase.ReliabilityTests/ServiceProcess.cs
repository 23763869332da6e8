using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace EvidenceBase.ReliabilityTests;

/// <summary>The built service, started as a person starts it, with the private database that it makes for itself.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private ServiceProcess(string data, IReadOnlyDictionary<string, string>? environment, string[]? command = null)
    {
        Data = data;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EvidenceBase.dll"), .. command ?? ["--urls", "http://127.0.0.1:0"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = { ["EVIDENCEBASE_DATA"] = data, ["EVIDENCEBASE_DATABASE"] = "", ["EVIDENCEBASE_DATABASE_OWNER"] = "" },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Data { get; }

    public int Id => process.Id;

    public string Output => string.Join('\n', lines);

    public HttpClient Http { get; } = new() { Timeout = Patience.Longest };

    /// <summary>Starts and waits until requests are taken.</summary>
    public static async Task<ServiceProcess> Start(string data, IReadOnlyDictionary<string, string>? environment = null)
    {
        var service = new ServiceProcess(data, environment);
        const string listening = "Now listening on: ";
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Longest && !service.process.HasExited; await Task.Delay(20))
        {
            if (service.lines.FirstOrDefault(line => line.Contains(listening, StringComparison.Ordinal)) is { } line)
            {
                service.Http.DefaultRequestHeaders.Authorization = new("Bearer", (await File.ReadAllTextAsync(Path.Combine(data, "access-token"))).Trim());
                service.Http.BaseAddress = new Uri(line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..].Trim());
                return service;
            }
        }

        var output = service.Output;
        await service.DisposeAsync();
        throw new InvalidOperationException($"The service did not start:\n{output}");
    }

    /// <summary>Starts a service that is expected to refuse, and gives its exit code and what it said.</summary>
    public static async Task<(int Code, string Output)> Refused(string data, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var service = new ServiceProcess(data, environment);
        return await service.Ended();
    }

    /// <summary>Starts a command of the program's.</summary>
    public static ServiceProcess Command(string data, string command, IReadOnlyDictionary<string, string> environment) => new(data, environment, [command]);

    /// <summary>Waits for the end by itself, and gives the exit code and all that was said.</summary>
    public async Task<(int Code, string Output)> Ended()
    {
        await process.WaitForExitAsync(new CancellationTokenSource(Patience.Longest).Token);
        return (process.ExitCode, Output);
    }

    /// <summary>As the system's out-of-memory killer or a power cut would.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Sends a signal and waits for the end.</summary>
    public async Task<int> Stop(string signal)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(Patience.Longest).Token);
        return process.ExitCode;
    }

    /// <summary>The database's own administrator, whom the service does not know.</summary>
    public NpgsqlDataSource Superuser(string database = "evidencebase")
    {
        var home = Cluster(Data);
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = int.Parse(File.ReadAllText(Path.Combine(home, "port")), CultureInfo.InvariantCulture),
            Username = "postgres",
            Password = File.ReadAllText(Path.Combine(home, "postgres.password")).Trim(),
            Database = database,
            Pooling = false,
            CommandTimeout = 180,
        });
    }

    /// <summary>The process id of the database's server, or null where none runs.</summary>
    public static int? Server(string data) =>
        Path.Combine(Cluster(data), "pgdata", "postmaster.pid") is var file && File.Exists(file)
            ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture)
            : null;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Stop("TERM");
        Http.Dispose();
        process.Dispose();
    }

    private static string Cluster(string data) => Directory.EnumerateDirectories(data, "postgres-*").Single();

    private void Keep(string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
