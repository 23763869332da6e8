using EvidenceBase.Formats.Csl;

namespace EvidenceBase.Formats.Studies;

/// <summary>A whole study in a folder of files that people can write and other programs can read.</summary>
/// <param name="Codes">Parents before the codes under them.</param>
public sealed record StudyBundle(
    BundledStudy Study,
    IReadOnlyList<CslEntry> Sources,
    IReadOnlyList<BundledInterview> Interviews,
    IReadOnlyList<BundledNote> Notes,
    IReadOnlyList<BundledMemo> Memos,
    IReadOnlyList<BundledCase> Cases,
    IReadOnlyList<BundledFigure> Figures,
    IReadOnlyList<BundledCode> Codes,
    IReadOnlyList<BundledStatement> Statements,
    IReadOnlyList<BundledClaim> Claims,
    BundledArgument Argument,
    IReadOnlyList<BundledParagraph> Paragraphs)
{
    /// <summary>
    /// Reads the folder strictly: an unknown field, a wrong type, a reference to what is not there are errors, and all of them are told.
    /// </summary>
    public static Reading<StudyBundle> Read(string directory) => Read(name =>
    {
        var path = Path.Combine(directory, name.Replace('/', Path.DirectorySeparatorChar));
        return File.Exists(path) ? File.OpenRead(path) : null;
    });

    /// <param name="open">Opens a file of the bundle by its relative path with forward slashes; null where there is none.</param>
    public static Reading<StudyBundle> Read(Func<string, Stream?> open) => new StudyBundleReader(open).Read();
}
