using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Documents;

/// <summary>What sort of text a document is.</summary>
public enum TextKind
{
    /// <summary>What was said, word for word.</summary>
    Transcript,

    /// <summary>What the interviewer wrote down of it.</summary>
    InterviewNotes,

    /// <summary>Observations of one's own.</summary>
    FieldNotes,

    /// <summary>The text of a source, or part of it.</summary>
    SourceText,

    Other,
}

/// <summary>How the text came. No plain hash of it: that would let a guess be proved long after the text was erased.</summary>
/// <param name="MediaType">Of what was deposited (<c>text/plain</c>).</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="LineEndsChanged">Whether it came with other line ends than LF.</param>
public sealed record TextForm(string MediaType, int Lines, bool LineEndsChanged)
{
    public static TextForm Of(string mediaType, string asItCame, CanonicalText text) =>
        new(mediaType, text.Lines, asItCame.Contains('\r'));
}

/// <summary>A document is a translation of another, made by someone.</summary>
/// <param name="Translator">Whoever translated it, or what program; null where it is not stated.</param>
public sealed record Translation(Guid Of, string? Translator = null);

/// <summary>How a text was read out of a file. The file, and how the text is built, lie in the vault under the key that the text itself is under.</summary>
/// <param name="Extractor">What read it, such as <c>evidencebase-docx</c>; with the same version the same file gives the same text.</param>
/// <param name="Encoding">In which the file's bytes were read, where they are text.</param>
/// <param name="Structure">Headings, speakers, times, comments and findings, as JSON.</param>
public sealed record Extraction(string Extractor, string ExtractorVersion, string? Encoding, SealedText Structure, SealedFile Original);

/// <summary>A text enters the record, as revision 1; the text itself lies sealed in the vault.</summary>
/// <param name="BelongsTo">The interview or source whose text it is; null where it stands alone.</param>
/// <param name="Language">BCP 47 (<c>zh-Hans</c>); null where it is not stated.</param>
/// <param name="Extraction">Null where the text itself was deposited, not a file.</param>
public sealed record DocumentDeposited(
    string Key,
    string Title,
    ThingReference? BelongsTo,
    TextKind Kind,
    string? Language,
    bool Confidential,
    SealedText Text,
    TextForm Form,
    Translation? Translation = null,
    Extraction? Extraction = null);

/// <summary>A new revision of the text takes the place of the one before, which stays; the mapping carries positions from that one to this.</summary>
/// <param name="Revision">Its number, one more than the last.</param>
/// <param name="Mapping">The edits in order, in code points of the revision before and of this one.</param>
/// <param name="Extraction">Null where the text itself was sent, not a file.</param>
public sealed record DocumentRevised(
    int Revision, SealedText Text, TextForm Form, IReadOnlyList<Edit> Mapping, string? Note = null, Extraction? Extraction = null);

/// <summary>
/// The text is erased for good, in all its revisions: the key of the document is destroyed. Of a document that belongs to an interview the interview
/// is erased instead.
/// </summary>
public sealed record DocumentErased(string Reason);

/// <summary>What one command recorded of the document is undone: the document stands as without it.</summary>
public sealed record DocumentChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Document? Stands) : Reversal<Document>(From, To, Things, Stands);

/// <summary>What was undone is done again: the document stands as with it.</summary>
public sealed record DocumentChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Document? Stands) : Reversal<Document>(From, To, Things, Stands);
