using System.Diagnostics;
using System.Globalization;
using EvidenceBase.Access.Laptop;

namespace EvidenceBase.Benchmarks;

/// <summary>A program of this folder as a process of its own, from its start to its end.</summary>
public sealed class StartedProgram : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StartedProgram(string program, IEnumerable<string> arguments, string? data)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        if (data is not null)
            (start.Environment["EVIDENCEBASE_DATA"], start.Environment["EVIDENCEBASE_DATABASE"], start.Environment["EVIDENCEBASE_DATABASE_OWNER"]) = (data, "", "");
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"{program} ended with {process.ExitCode}."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>The most memory that the process has had at once, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a program that says where it listens.</summary>
    public static async Task<StartedProgram> Start(string program, IEnumerable<string> arguments, string? data = null)
    {
        var started = new StartedProgram(program, arguments, data);
        started.Http.BaseAddress = await started.address.Task.WaitAsync(TimeSpan.FromMinutes(1));
        if (data is not null)
            started.Http.DefaultRequestHeaders.Authorization = new("Bearer", (await File.ReadAllTextAsync(Path.Combine(data, LocalAccess.TokenFile))).Trim());
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
            await process.WaitForExitAsync();
        }

        Http.Dispose();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line?.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }
}
