using System.Text.RegularExpressions;

namespace EvidenceBase.Database;

/// <summary>A usable set of PostgreSQL programs: <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of one version in one folder.</summary>
/// <param name="Folder">The folder that holds the programs.</param>
/// <param name="Version">The version as PostgreSQL states it, for instance <c>18.4</c>.</param>
/// <param name="Origin">Where they come from, in words for a person.</param>
/// <param name="Package">The folder of the npm package (or of a copy of it) they belong to, null for PostgreSQL of the system.</param>
public sealed partial record PostgresBinaries(string Folder, string Version, string Origin, string? Package = null)
{
    /// <summary>PostgreSQL older than this is not used.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    public int Major => int.Parse(LeadingDigits().Match(Version).Value, System.Globalization.CultureInfo.InvariantCulture);

    internal string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>The version of the programs in a folder, or why they cannot be used.</summary>
    internal static async Task<(string? Version, string? Problem)> ProbeAsync(
        string folder, ProcessAccount account, CancellationToken cancellationToken)
    {
        var programs = new PostgresBinaries(folder, "", "");
        if (Needed.FirstOrDefault(name => !File.Exists(programs.Program(name))) is { } missing)
            return (null, Directory.Exists(folder) ? $"has no {missing}" : "does not exist");
        try
        {
            var result = await new ExternalCommand(programs.Program("postgres"), "--version")
            {
                Account = account,
                WorkingFolder = Path.GetPathRoot(folder)!,
            }.RunAsync(cancellationToken);
            var version = VersionNumber().Match(result.Output);
            return result.Succeeded && version.Success
                ? (version.Groups[1].Value, null)
                : (null, $"does not run: {result.Everything}");
        }
        catch (DatabaseException exception)
        {
            return (null, exception.Message);
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d[\w.]*)")]
    private static partial Regex VersionNumber();

    [GeneratedRegex(@"^\d+")]
    private static partial Regex LeadingDigits();
}
