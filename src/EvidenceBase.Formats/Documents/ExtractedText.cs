using EvidenceBase.Record.Documents;

namespace EvidenceBase.Formats.Documents;

/// <summary>What read a text out of a file, and in which version: with the same one, the same file gives the same text.</summary>
/// <param name="Name">Such as <c>evidencebase-docx</c>.</param>
/// <param name="Version">Its own, and that of the library it reads with where there is one.</param>
public sealed record Extractor(string Name, string Version);

/// <summary>A file's text and how it is built.</summary>
/// <param name="Encoding">In which the file's bytes were read (<c>utf-8</c>), where they are text; null for containers such as DOCX.</param>
/// <param name="LineEndsChanged">Whether it came with other line ends than LF.</param>
public sealed record ExtractedText(
    DocumentFormat Format, Extractor Extractor, string? Encoding, CanonicalText Text, bool LineEndsChanged, DocumentStructure Structure);
