using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EvidenceBase.Record.Audit;

namespace EvidenceBase.Verify;

/// <summary>Makes a file of a bundle anew from the history, and compares.</summary>
internal sealed class DerivedCheck(BundleSource source, IReadOnlyList<CrateFile> files, Report report)
{
    private long views;

    /// <summary>How many views were found to be as they have to be.</summary>
    public long Views => views;

    /// <returns>Whether it is the same to the byte.</returns>
    public async Task<bool> Holds(DerivedFile file, CancellationToken cancellation)
    {
        await using var content = source.Read(file.Path);
        if (content is null)
        {
            report.Refuted($"{file.Path}, which the events give, is not in the bundle.");
            return false;
        }

        var (isView, before) = (file.Path.StartsWith(DerivedFile.ViewFolder, StringComparison.Ordinal), report.Refutations);
        using var lines = new StreamReader(content, new UTF8Encoding(false));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var line in file.Lines(cancellation))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{line}\n"));
            var found = await lines.ReadLineAsync(cancellation);
            if (found != line && isView)
                report.Refuted($"{file.Path}: {Name(line)} is not what the events give.");
            else if (found != line)
                break;
            else if (line.StartsWith('{') && isView)
                views++;
        }

        var made = Convert.ToHexStringLower(hash.GetHashAndReset());
        var holds = files.Any(one => one.Path == file.Path && one.Sha256 == made);
        if (!holds && report.Refutations == before)
            report.Refuted($"{file.Path} is not what the events give.");
        return holds;
    }

    /// <summary>The thing that a line of a file of views shows.</summary>
    private static string Name(string line)
    {
        if (!line.StartsWith('{'))
            return "the end";
        using var view = JsonDocument.Parse(line.TrimEnd(','));
        return Text("key") ?? Text("code") ?? Text("slug") ?? Text("id") ?? "a view";

        string? Text(string name) => view.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? $"“{value.GetString()}”" : null;
    }
}
