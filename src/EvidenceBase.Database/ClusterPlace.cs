using System.Globalization;

namespace EvidenceBase.Database;

/// <summary>Where a data folder's cluster lies, and which major version wrote it.</summary>
internal sealed record ClusterPlace(string Home, int Major)
{
    /// <summary>The cluster a data folder has, the newest if there are several, null if there is none.</summary>
    /// <exception cref="DatabaseException">A folder's name says one version and the data in it another.</exception>
    public static ClusterPlace? Existing(string dataFolder)
    {
        if (!Directory.Exists(dataFolder))
            return null;
        ClusterPlace? newest = null;
        foreach (var entry in Directory.EnumerateFileSystemEntries(dataFolder, "postgres-*"))
        {
            if (!int.TryParse(Path.GetFileNameWithoutExtension(entry)["postgres-".Length..], CultureInfo.InvariantCulture, out var major))
                continue;
            var version = Path.Combine(HomeIn(dataFolder, major), "pgdata", "PG_VERSION");
            if (!File.Exists(version))
                continue;
            if (File.ReadAllText(version).Trim() is var written && written != major.ToString(CultureInfo.InvariantCulture))
                throw new DatabaseException($"{entry} is named for PostgreSQL {major}, but PostgreSQL {written} wrote the data in it ({version}). Give the folder the name postgres-{written}.");
            if (newest is null || major > newest.Major)
                newest = new ClusterPlace(HomeIn(dataFolder, major), major);
        }

        return newest;
    }

    /// <summary>
    /// The place for the cluster. As a rule in the data folder; where PostgreSQL's account cannot reach that (a folder below root's home), under
    /// <see cref="LocalStore"/>, and a file in the data folder says so from then on, whatever happens to the rights of the folders above.
    /// </summary>
    public static async Task<ClusterPlace> ChooseAsync(string dataFolder, int major, Action<string> report, CancellationToken cancellationToken)
    {
        LocalStore.CreateShared(dataFolder);
        var home = HomeIn(dataFolder, major);
        if (Directory.Exists(Path.Combine(home, "pgdata")) || File.Exists(PointerIn(dataFolder, major)))
            return new ClusterPlace(home, major);
        var account = await ProcessAccount.ForDataAsync(Path.Combine(home, "pgdata"), cancellationToken);
        if (!await account.CanReachAsync(dataFolder, cancellationToken))
        {
            home = Path.Combine(LocalStore.ForDataFolder(dataFolder), $"postgres-{major}");
            report($"PostgreSQL runs as user {account.UserName}, who cannot reach {dataFolder}: the database lies in {home}.");
            await File.WriteAllTextAsync(PointerIn(dataFolder, major), home + "\n", cancellationToken);
        }

        return new ClusterPlace(home, major);
    }

    private static string HomeIn(string dataFolder, int major) => File.Exists(PointerIn(dataFolder, major))
        ? File.ReadAllText(PointerIn(dataFolder, major)).Trim()
        : Path.Combine(dataFolder, $"postgres-{major}");

    private static string PointerIn(string dataFolder, int major) => Path.Combine(dataFolder, $"postgres-{major}.location");
}
