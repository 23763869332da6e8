namespace EvidenceBase.Database;

/// <summary>Makes programs usable for the account they run as.</summary>
internal static class PostgresInstallation
{
    /// <summary>The programs in place if the account can run them there, else a copy where it can: a clone below root's home is closed to everyone else.</summary>
    /// <exception cref="DatabaseException">They cannot be run and, being the system's, cannot be copied either.</exception>
    public static async Task<PostgresBinaries> RunnableByAsync(
        PostgresBinaries binaries, ProcessAccount account, Action<string> report, CancellationToken cancellationToken)
    {
        if (!account.StepsDown)
            return binaries;
        var (version, problem) = await PostgresBinaries.ProbeAsync(binaries.Folder, account, cancellationToken);
        if (version is not null)
            return binaries;
        if (binaries.Package is not { } folder)
            throw new DatabaseException($"User {account.UserName} cannot run PostgreSQL in {binaries.Folder}: {problem}");
        var package = new EmbeddedPackage(folder);
        var copy = package.CopyTo(package.Copy.Folder);
        (version, problem) = await PostgresBinaries.ProbeAsync(copy.Programs, account, cancellationToken);
        if (version is null)
            throw new DatabaseException($"User {account.UserName} cannot run the copy of PostgreSQL in {copy.Folder}: {problem}");
        report($"PostgreSQL's programs were copied to {copy.Folder}, where user {account.UserName} can run them.");
        return binaries with { Folder = copy.Programs, Package = copy.Folder, Origin = $"copy of the {binaries.Origin}" };
    }
}
