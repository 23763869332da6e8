using System.ComponentModel;
using System.Diagnostics;

namespace EvidenceBase.Database;

/// <summary>One run of a program of the system, as the current user or – from root – as an unprivileged one.</summary>
internal sealed class ExternalCommand(string program, params IReadOnlyList<string> arguments)
{
    public ProcessAccount Account { get; init; } = ProcessAccount.Current;

    /// <summary>Must be traversable by <see cref="Account"/>: a folder of root's would make PostgreSQL's programs fail before they begin.</summary>
    public string WorkingFolder { get; init; } = Path.GetTempPath();

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Runs to the end. Does not throw for an exit code other than 0.</summary>
    /// <exception cref="DatabaseException">The program could not be started or did not end within <see cref="Timeout"/>.</exception>
    public async Task<CommandResult> RunAsync(CancellationToken cancellationToken = default)
    {
        using var process = Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            await WaitForExit(process, limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            throw new DatabaseException($"'{this}' did not end within {Timeout.TotalSeconds:0} seconds and was stopped.");
        }

        // A server that pg_ctl leaves behind may have inherited the pipes (Windows): their end is not waited for long.
        await Task.WhenAny(Task.WhenAll(output, errors), Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
        return new CommandResult(process.ExitCode, Text(output), Text(errors));
    }

    public override string ToString() => string.Join(' ', arguments.Prepend(program));

    private Process Start()
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = WorkingFolder,
            UseShellExecute = false,
            // On Windows this also gives the program a console of its own, so that Ctrl-C does not reach the server.
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Account.UserName is { } user)
            start.UserName = user;
        // PGHOST, PGOPTIONS and their like belong to the person's own databases and must not steer ours.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        try
        {
            return Process.Start(start) ?? throw new DatabaseException($"'{this}' did not start.");
        }
        catch (Win32Exception exception)
        {
            var asUser = Account.UserName is { } name ? $" as user {name}" : "";
            throw new DatabaseException($"'{this}' could not be started{asUser}: {exception.Message}", exception);
        }
    }

    /// <summary>Waits for the process alone: <see cref="Process.WaitForExitAsync"/> would also wait for the pipes to close.</summary>
    private static async Task WaitForExit(Process process, CancellationToken cancellationToken)
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (!process.HasExited)
            await exited.Task.WaitAsync(cancellationToken);
    }

    private static string Text(Task<string> stream) => stream.IsCompletedSuccessfully ? stream.Result.Trim() : "";
}

internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    public string Everything => string.Join('\n', new[] { Output, Errors }.Where(text => text.Length > 0));
}
