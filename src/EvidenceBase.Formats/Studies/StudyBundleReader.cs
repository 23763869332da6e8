using EvidenceBase.Formats.Csl;
using EvidenceBase.Formats.Refi;
using EvidenceBase.Formats.Yaml;

namespace EvidenceBase.Formats.Studies;

/// <summary>Reads every file of a bundle, then checks what they say of each other.</summary>
internal sealed class StudyBundleReader(Func<string, Stream?> open)
{
    private readonly List<Finding> errors = [];
    private readonly List<Finding> notUnderstood = [];

    public Reading<StudyBundle> Read()
    {
        var study = One("study.yaml", StudyYaml.Study);
        var sources = With("sources.json", stream => CslJson.Read(stream, "sources.json")) ?? [];
        var interviews = Parse("interviews.csv", stream => InterviewsCsv.Read(stream, "interviews.csv", errors)) ?? [];
        var notes = List("notes.yaml", NotesYaml.Note);
        var memos = List("memos.yaml", NotesYaml.Memo);
        var cases = List("cases.yaml", CasesYaml.Case);
        var figures = List("figures.yaml", item => FiguresYaml.Figure(item, open, errors));
        var codebook = With("codebook.qdc", stream => QdaCodebookReader.Read(stream, "codebook.qdc"));
        var statements = List("statements.yaml", ClaimsYaml.Statement);
        var claims = List("claims.yaml", ClaimsYaml.Claim);
        var argument = One("argument.yaml", ArgumentYaml.Argument);
        var paragraphs = List("paragraphs.yaml", NotesYaml.Paragraph);
        if (study is null || argument is null || codebook is null)
            return new Reading<StudyBundle>(null, errors, notUnderstood);

        var codes = BundledCodes.Of(codebook, "codebook.qdc", errors);
        var bundle = new StudyBundle(
            study, sources, interviews, notes, memos, cases, figures, codes, statements, claims, argument, paragraphs);
        errors.AddRange(new StudyBundleReferences(bundle).Errors());
        return Reading.Of(bundle, errors, notUnderstood);
    }

    private IReadOnlyList<T> List<T>(string file, Func<YamlItem, T> read) =>
        Parse(file, stream => YamlItem.ReadList(stream, file, errors, read)) ?? [];

    private T? One<T>(string file, Func<YamlItem, T> read)
        where T : class => Parse(file, stream => YamlItem.ReadOne(stream, file, errors, read));

    private T? With<T>(string file, Func<Stream, Reading<T>> read)
        where T : class => Parse(file, stream =>
        {
            var reading = read(stream);
            errors.AddRange(reading.Errors);
            notUnderstood.AddRange(reading.NotUnderstood);
            return reading.Content;
        });

    private T? Parse<T>(string file, Func<Stream, T?> read)
        where T : class
    {
        using var stream = open(file);
        if (stream is not null)
            return read(stream);
        errors.Add(new Finding(file, null, null, "The file is missing."));
        return null;
    }
}
