using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Sources;

/// <summary>A source with its citations ready to be set.</summary>
/// <param name="IncompleteSign">Stands beside the citations where the record does not give the work whole.</param>
public sealed record SourceView(
    Guid Id,
    string Key,
    long Version,
    CslItem Item,
    SourceAnnotations Annotations,
    string? IncompleteSign,
    RichText FullNote,
    RichText ShortNote,
    RichText Bibliography,
    bool Withdrawn,
    string? WithdrawnReason)
{
    public static IEnumerable<View> Render(Guid id, Source source, Lookup lookup)
    {
        var version = lookup.Find(id)?.Version ?? 0;
        var body = new SourceView(
            id,
            source.Key,
            version,
            source.Item,
            source.Annotations,
            source.Annotations.IncompleteSign(),
            ChicagoNotes.FullNote(source),
            ChicagoNotes.ShortNote(source),
            ChicagoNotes.Bibliography(source),
            source.IsWithdrawn,
            source.WithdrawnReason);
        yield return new View(Kinds.Source, id, source.Key, version, source.Key, body);
    }
}
