using System.Globalization;
using System.Text.Json;
using EvidenceBase.Record.Audit;

namespace EvidenceBase.Verify;

/// <summary>Whether the files of a bundle are those that its table of contents names, with the sizes and hashes that it gives.</summary>
internal sealed class CrateCheck(BundleSource source, Report report)
{
    /// <returns>The files in the order of the table of contents, with the sizes and hashes that they really have.</returns>
    /// <exception cref="SourceException">There is no table of contents.</exception>
    public async Task<IReadOnlyList<CrateFile>> Run(CancellationToken cancellation)
    {
        var listed = await Listed(cancellation);
        foreach (var twice in source.Paths.GroupBy(path => path).Where(paths => paths.Count() > 1))
            report.Refuted($"{twice.Key} is there more than once.");
        foreach (var path in source.Paths.Except(listed.Select(file => file.Path)).Where(path => path != ResearchCrate.Path))
            report.Refuted($"{path} is in the bundle, but not in its table of contents.");
        var (found, holds) = (new List<CrateFile>(), 0);
        foreach (var file in listed)
        {
            if (await source.Describe(file.Path, cancellation) is not { } actual)
            {
                report.Refuted($"{file.Path} is missing.");
                continue;
            }

            found.Add(actual);
            if (actual == file)
                holds++;
            else
                report.Refuted($"{file.Path} is not the file that the table of contents names.");
        }

        if (holds == listed.Count)
            report.Proven($"All {holds} files have the sizes and SHA-256 that the table of contents ({ResearchCrate.Path}) gives.");
        return found;
    }

    private async Task<List<CrateFile>> Listed(CancellationToken cancellation)
    {
        await using var content = source.Read(ResearchCrate.Path) ?? throw new SourceException($"This is no audit bundle: it has no {ResearchCrate.Path}.");
        try
        {
            using var crate = await JsonDocument.ParseAsync(content, cancellationToken: cancellation);
            return
            [
                .. crate.RootElement.GetProperty("@graph").EnumerateArray().Where(node => node.GetProperty("@type").ValueEquals("File")).Select(node => new CrateFile(
                    node.GetProperty("@id").GetString()!,
                    long.Parse(node.GetProperty("contentSize").GetString()!, NumberStyles.None, CultureInfo.InvariantCulture),
                    node.GetProperty("sha256").GetString()!)),
            ];
        }
        catch (Exception flaw) when (flaw is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or ArgumentNullException)
        {
            throw new SourceException($"{ResearchCrate.Path} cannot be read: {flaw.Message}");
        }
    }
}
