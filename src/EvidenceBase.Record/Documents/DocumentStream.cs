using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Documents;

public static class DocumentStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Document>(
        Kinds.Document,
        new Dictionary<string, Type>
        {
            ["document_deposited"] = typeof(DocumentDeposited),
            ["document_revised"] = typeof(DocumentRevised),
            ["document_erased"] = typeof(DocumentErased),
            ["media_described"] = typeof(MediaDescribed),
            ["document_change_undone"] = typeof(DocumentChangeUndone),
            ["document_change_redone"] = typeof(DocumentChangeRedone),
        },
        Document.Evolve,
        RegisterChanges,
        DocumentView.Render,
        reversals: ReversalRules.Of<Document, DocumentChangeUndone, DocumentChangeRedone>(
            Document.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            _ => [string.Empty],
            final: new Dictionary<Type, string>
            {
                [typeof(DocumentRevised)] = "A revision is never taken away: codings may stand in it. Post the earlier text as a new revision; codings are carried to it.",
                [typeof(DocumentErased)] = "Erasing cannot be undone: the key is destroyed.",
            }),
        content: document => document);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid documentId, object @event) => @event switch
    {
        DocumentDeposited deposited => [new RegisterChange.Enters(Kinds.Document, documentId, deposited.Key, DocumentFacts.Of(deposited))],
        DocumentRevised revised => [new RegisterChange.Changes(documentId, DocumentFacts.OfRevision(revised.Revision, revised.Text))],
        MediaDescribed described => [new RegisterChange.Changes(documentId, DocumentFacts.Of(described))],
        DocumentErased =>
            [new RegisterChange.Changes(documentId, ErasureFacts.Of()), new RegisterChange.Stands(documentId, Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(documentId)],
    };
}
