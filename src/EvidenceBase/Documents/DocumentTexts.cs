using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Documents;

/// <summary>A revision of a document with its text, or the problem for which it is not shown.</summary>
/// <param name="Interview">The interview that it belongs to, where it belongs to one.</param>
public sealed record OpenedText(Guid? Document, string? Key, Guid? Interview, bool IsConfidential, Revision? Revision, CanonicalText? Text, Problem? Problem)
{
    public static OpenedText Closed(Problem problem) => new(null, null, null, true, null, null, problem);
}

/// <summary>Opens the texts of documents. Consent and erasure count as they are now, whatever moment is asked about.</summary>
public sealed class DocumentTexts(NpgsqlDataSource database, EventCatalog catalog, ViewReads views, TextVault vault)
{
    /// <summary>The latest revision of everything that is committed.</summary>
    public Task<OpenedText> Latest(string study, string name, CancellationToken cancellation) => Open(study, name, null, null, cancellation);

    /// <param name="number">The revision, or the latest where it is null.</param>
    /// <param name="moment">The moment at which the revision must have been there, where the past is asked about.</param>
    public async Task<OpenedText> Open(string study, string name, int? number, Position? moment, CancellationToken cancellation)
    {
        var found = await Find(study, name, number, moment, cancellation);
        if (found.Problem is not null)
            return found;
        var unsealed = await vault.Read(study, found.Revision!.Text, cancellation);
        return found with { Text = unsealed.Text is { } text ? CanonicalText.Trusted(text) : null, Problem = unsealed.Problem };
    }

    /// <summary>The same without opening the text.</summary>
    public async Task<OpenedText> Find(string study, string name, int? number, Position? moment, CancellationToken cancellation)
    {
        if (await views.Identify(study, Kinds.Document, name, cancellation, evenUndone: moment is not null) is not { } thing)
            return OpenedText.Closed(await views.Absent(study, Kinds.Document, name, cancellation));
        if (await Fold(study, thing.Stream, moment?.Sequence ?? long.MaxValue, cancellation) is not { } document)
            return OpenedText.Closed(new(ProblemKind.NotFound, "not-yet", $"At that moment the document “{name}” was not in the record."));
        if ((number is null ? document.Latest() : document.Revision(number.Value)) is not { } revision)
        {
            return OpenedText.Closed(new(
                ProblemKind.NotFound, "not-found", $"The document “{document.Key}” has the revisions 1 to {document.Revisions.Count} and no revision {number}.", "revision"));
        }

        var interview = document.BelongsTo is { Kind: Kinds.Interview } owner ? owner.Id : (Guid?)null;
        return new(thing.Id, document.Key, interview, document.Confidential, revision, null, null);
    }

    private async Task<Document?> Fold(string study, Guid stream, long sequence, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select type, data::text from evidence.mt_events where tenant_id = $1 and stream_id = $2 and seq_id <= $3 order by version");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = stream });
        command.Parameters.Add(new() { Value = sequence });
        Document? document = null;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            document = (Document?)DocumentStream.Definition.Evolve(document, catalog.Read(reader.GetString(0), reader.GetString(1)));
        return document;
    }
}
