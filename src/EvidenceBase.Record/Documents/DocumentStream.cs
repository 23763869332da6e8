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
        },
        Document.Evolve,
        RegisterChanges,
        DocumentView.Render);

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
