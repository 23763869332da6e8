using System.Globalization;
using System.Text.Json.Nodes;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Record.Audit;

/// <summary>A file in a bundle.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record CrateFile(string Path, long Size, string Sha256);

/// <summary>A bundle's table of contents, as an RO-Crate (version 1.2): what it is, and every file in it with size and hash.</summary>
public static class ResearchCrate
{
    public const string Path = "ro-crate-metadata.json";

    private const string Specification = "https://w3id.org/ro/crate/1.2";

    /// <summary>The lines of the metadata. Nothing of whoever asked for the bundle, or of when, is in them.</summary>
    public static IEnumerable<string> Lines(ReportBasis basis, FoldedStudy study, IReadOnlyList<CrateFile> files)
    {
        yield return "{";
        yield return $"\"@context\": [\"{Specification}/context\", {{\"sha256\": \"https://schema.org/sha256\"}}],";
        yield return "\"@graph\": [";
        yield return $"{Json(Descriptor())},";
        yield return $"{Json(Root(basis, study, files))},";
        yield return $"{Json(Terms())}{(files.Count > 0 ? "," : string.Empty)}";
        foreach (var (index, file) in files.Index())
            yield return $"{Json(File(file))}{(index < files.Count - 1 ? "," : string.Empty)}";
        yield return "]";
        yield return "}";
    }

    /// <summary>What a file in a bundle is; null for one that has no place in it.</summary>
    public static (string MediaType, string Description)? Describe(string path) => path switch
    {
        "checkpoint" => ("text/plain", "The signed checkpoint (C2SP tlog-checkpoint)"),
        "schema/events.json" => ("application/json", "The types of events by their stored names, with the JSON Schema of their contents"),
        "provenance.jsonld" => ("application/ld+json", "The history in W3C PROV-O"),
        "report.html" => ("text/html", "The audit report, by the six categories of an audit trail"),
        "report.pdf" => ("application/pdf", "The audit report for printing"),
        "README.md" => ("text/markdown", "What this is, and how to check it"),
        _ when path.StartsWith("tile/entries/", StringComparison.Ordinal) => ("application/octet-stream", "Events: every column but the content, for which a commitment stands"),
        _ when path.StartsWith("tile/", StringComparison.Ordinal) => ("application/octet-stream", "Hashes of the tree (C2SP tlog-tiles)"),
        _ when path.StartsWith("payloads/", StringComparison.Ordinal) => ("application/x-ndjson", "The contents of events with the salts of their commitments"),
        _ when path.StartsWith(DerivedFile.ViewFolder, StringComparison.Ordinal) => ("application/json", "What was shown, one array for each kind of thing"),
        _ when path.StartsWith(ReleaseFiles.Folder, StringComparison.Ordinal) => path.EndsWith(ReleaseFiles.CheckpointEnding, StringComparison.Ordinal)
            ? ("text/plain", "The signed checkpoint of a release")
            : ("application/json", "The proof that the history at a release is the beginning of this one (RFC 6962, section 2.1.2)"),
        _ => null,
    };

    private static JsonObject Descriptor() => new()
    {
        ["@id"] = Path,
        ["@type"] = "CreativeWork",
        ["conformsTo"] = Reference(Specification),
        ["about"] = Reference("./"),
    };

    private static JsonObject Root(ReportBasis basis, FoldedStudy study, IReadOnlyList<CrateFile> files)
    {
        var view = study.Of<StudyView>(Kinds.Study).FirstOrDefault();
        return new()
        {
            ["@id"] = "./",
            ["@type"] = "Dataset",
            ["name"] = $"Audit bundle: {view?.Title ?? basis.Origin}",
            ["description"] = string.Create(CultureInfo.InvariantCulture, $"The history of the study “{view?.Slug}” up to position {basis.Size}, what was shown of it then, and the proof of both."),
            ["datePublished"] = (study.Last?.RecordedAt.UtcDateTime ?? default).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["license"] = Reference("#terms"),
            ["identifier"] = string.Create(CultureInfo.InvariantCulture, $"{basis.Origin} {basis.Size} {basis.Root}"),
            ["version"] = string.Create(CultureInfo.InvariantCulture, $"views {RecordStreams.Version}"),
            ["hasPart"] = new JsonArray([.. files.Select(file => Reference(file.Path))]),
        };
    }

    private static JsonObject Terms() => new()
    {
        ["@id"] = "#terms",
        ["@type"] = "CreativeWork",
        ["name"] = "Terms of the study",
        ["description"] = "What may be done with this is for the owners of the study to say; the record itself states no licence.",
    };

    private static JsonObject File(CrateFile file)
    {
        var (mediaType, description) = Describe(file.Path) ?? throw new ArgumentException($"{file.Path} has no place in a bundle.", nameof(file));
        return new()
        {
            ["@id"] = file.Path,
            ["@type"] = "File",
            ["name"] = file.Path,
            ["description"] = description,
            ["encodingFormat"] = mediaType,
            ["contentSize"] = file.Size.ToString(CultureInfo.InvariantCulture),
            ["sha256"] = file.Sha256,
        };
    }

    private static JsonObject Reference(string id) => new() { ["@id"] = id };

    private static string Json(JsonObject node) => node.ToJsonString(RecordJson.Options);
}
