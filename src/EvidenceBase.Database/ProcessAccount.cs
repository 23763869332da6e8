namespace EvidenceBase.Database;

/// <summary>The user as whom PostgreSQL's programs run. PostgreSQL refuses root, so a service that runs as root steps down for them.</summary>
internal sealed record ProcessAccount(string? UserName)
{
    /// <summary>No change of user.</summary>
    public static ProcessAccount Current { get; } = new((string?)null);

    public bool StepsDown => UserName is not null;

    /// <summary>
    /// The account for a cluster's data: the current user; from root the owner of the data where there are any (they may have been
    /// made by a person who now runs the service with sudo), else <c>postgres</c> or <c>nobody</c>.
    /// </summary>
    /// <exception cref="DatabaseException">Root, and no unprivileged user exists.</exception>
    public static async Task<ProcessAccount> ForDataAsync(string dataFolder, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !System.Environment.IsPrivilegedProcess)
            return Current;
        if (Directory.Exists(dataFolder) && await OwnerOf(dataFolder, cancellationToken) is { } owner and not "root")
            return new ProcessAccount(owner);
        foreach (var name in new[] { "postgres", "nobody" })
            if ((await new ExternalCommand("id", "-u", name).RunAsync(cancellationToken)).Succeeded)
                return new ProcessAccount(name);
        throw new DatabaseException(
            "PostgreSQL does not run as root, and this system has neither a user 'postgres' nor a user 'nobody' to step down to. " +
            "Add one ('useradd --system postgres') or run the service as an ordinary user.");
    }

    /// <summary>Whether this account can reach a folder, that is traverse every folder above it.</summary>
    public async Task<bool> CanReachAsync(string folder, CancellationToken cancellationToken) =>
        !StepsDown || (await new ExternalCommand("/bin/sh", "-c", "cd \"$1\" && test -r .", "sh", folder) { Account = this, WorkingFolder = "/" }
            .RunAsync(cancellationToken)).Succeeded;

    /// <summary>Gives a file, or a folder with all it holds, to this account.</summary>
    public async Task TakeOverAsync(string path, CancellationToken cancellationToken)
    {
        if (UserName is not { } user)
            return;
        var result = await new ExternalCommand("chown", "-R", "--", $"{user}:", path).RunAsync(cancellationToken);
        if (!result.Succeeded)
            throw new DatabaseException($"{path} could not be given to user {user}, as whom PostgreSQL runs: {result.Everything}");
    }

    /// <summary>.NET does not tell a file's owner; the third column of <c>ls -ld</c> is the same on every Unix.</summary>
    private static async Task<string?> OwnerOf(string path, CancellationToken cancellationToken)
    {
        var listing = await new ExternalCommand("ls", "-ld", "--", path).RunAsync(cancellationToken);
        return listing.Succeeded ? listing.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2) : null;
    }
}
