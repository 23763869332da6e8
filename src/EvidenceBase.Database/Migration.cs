using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace EvidenceBase.Database;

/// <summary>One numbered SQL file: <c>NNNN-name.sql</c>.</summary>
/// <param name="Number">From the file's name; the order of application.</param>
/// <param name="Name">The file's name without number and ending.</param>
/// <param name="Sql">The text with line ends as LF.</param>
/// <param name="Sha256">Lower-case hexadecimal, over <paramref name="Sql"/>: the same for a checkout with CRLF line ends.</param>
public sealed partial record Migration(int Number, string Name, string Sql, string Sha256)
{
    /// <summary>The files of a folder in order. Other files than <c>*.sql</c> are left alone.</summary>
    /// <exception cref="DatabaseException">No such folder, a name that is not <c>NNNN-name.sql</c>, or one number twice.</exception>
    public static IReadOnlyList<Migration> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DatabaseException($"The folder of migrations {Path.GetFullPath(folder)} does not exist.");
        var migrations = Directory.EnumerateFiles(folder, "*.sql").Select(Read).OrderBy(migration => migration.Number).ToList();
        if (migrations.GroupBy(migration => migration.Number).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new DatabaseException(
                $"Two migrations in {folder} have the number {twice.Key:0000}: {string.Join(" and ", twice.Select(migration => migration.Name))}. Give one of them the next free number.");
        return migrations;
    }

    /// <summary><c>:service_role</c> in the text stands for the service role's name, which differs between deployments.</summary>
    public string SqlFor(string serviceRole) => Placeholder().Replace(Sql, _ => ClusterRoles.Quoted(serviceRole));

    public override string ToString() => $"{Number:0000}-{Name}";

    private static Migration Read(string file)
    {
        var name = FileName().Match(Path.GetFileName(file));
        if (!name.Success)
            throw new DatabaseException($"{file} is not named like a migration: four digits, a hyphen and a name, as in 0007-claim-index.sql.");
        var sql = File.ReadAllText(file).ReplaceLineEndings("\n");
        return new Migration(
            int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture), name.Groups[2].Value, sql,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }

    [GeneratedRegex(@"^(\d{4})-(.+)\.sql$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"(?<!:):service_role\b")]
    private static partial Regex Placeholder();
}
