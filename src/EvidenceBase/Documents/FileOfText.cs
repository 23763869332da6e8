using System.Text.Json;
using EvidenceBase.Formats.Documents;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Documents;

/// <summary>Something that reading a file found: left out, changed, or kept without certainty. It holds no word of the file.</summary>
/// <param name="About">The sort of thing (<c>picture</c>).</param>
public sealed record FileFinding(string? About, string Detail, int? Line = null);

/// <summary>What lies in the vault of a file beside the file itself.</summary>
public sealed record StoredStructure(string? FileName, IReadOnlyList<FileFinding> Findings, DocumentStructure Structure);

/// <summary>A text that was read out of a file, with the file.</summary>
public sealed class FileOfText(Upload upload, ExtractedText text, IReadOnlyList<FileFinding> findings, TextVault texts, FileVault files)
{
    /// <summary>Written before the decision, which holds locks.</summary>
    private readonly string structure = JsonSerializer.Serialize(new StoredStructure(upload.FileName, findings, text.Structure), RecordJson.Options);

    public ExtractedText Text => text;

    public IReadOnlyList<FileFinding> Findings => findings;

    public TextForm Form() => new(DocumentFormats.MediaTypeOf(text.Format), text.Text.Lines, text.LineEndsChanged);

    /// <summary>Seals the structure and the file under the key that the text is sealed under. To be called in the decision.</summary>
    public Extraction Seal(CommandPlan plan, Guid holder, bool isConfidential) => new(
        text.Extractor.Name,
        text.Extractor.Version,
        text.Encoding,
        texts.Seal(plan, holder, structure),
        files.Seal(plan, holder, upload.Bytes, isHashed: !isConfidential));
}

/// <summary>What was taken, and what of the file did not become text.</summary>
/// <param name="MediaType">Of the file, as its content tells.</param>
/// <param name="Length">Of the text, in Unicode code points.</param>
public sealed record UploadedDocument(
    Guid Id, string? Key, long Version, string MediaType, string Extractor, string ExtractorVersion, string? Encoding, int Length, IReadOnlyList<FileFinding> Findings);
