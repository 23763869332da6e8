using System.Diagnostics;
using System.Globalization;

namespace EvidenceBase.Database.Tests;

/// <summary>A process of its own that holds a private cluster, to be killed.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static async Task<ServiceProcess> StartAsync(string dataFolder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "EvidenceBase.Database.TestHost.dll");
        var service = new ServiceProcess(Process.Start(new ProcessStartInfo("dotnet", [program, dataFolder]) { RedirectStandardOutput = true })!);
        while (await service._process.StandardOutput.ReadLineAsync() is { } line)
            if (line == "ready")
                return service;
        throw new InvalidOperationException("The service process ended before it was ready.");
    }

    /// <summary>As the system's out-of-memory killer or a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    /// <summary>The server of a data folder, by what PostgreSQL itself wrote down.</summary>
    public static int ServerOf(string dataFolder) =>
        int.Parse(File.ReadLines(Path.Combine(dataFolder, "postgres-18", "pgdata", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public static void KillServer(string dataFolder) => Process.GetProcessById(ServerOf(dataFolder)).Kill();
}
