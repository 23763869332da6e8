using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Documents;

/// <summary>What may happen to a document, decided without its text.</summary>
public static class DocumentDecisions
{
    /// <param name="owner">The interview or source it belongs to, where it belongs to one.</param>
    /// <param name="original">The document that it translates, where it is a translation.</param>
    public static Decision Deposit(DocumentDeposited deposited, Registered? owner = null, Registered? original = null)
    {
        if (!HumanKey.IsValid(deposited.Key))
            return Problem.Unprocessable("key", HumanKey.Rule, "key");
        if (deposited.Text.Length == 0)
            return Empty();
        if (owner?.NotCitable("belongsTo") is { } withdrawn)
            return withdrawn;
        if (original?.NotCitable("translationOf") is { } withdrawnOriginal)
            return withdrawnOriginal;
        if (original is not null && DocumentFacts.InterviewOf(original) is { } interview && interview != owner?.Id)
        {
            return Problem.Unprocessable(
                "translation-elsewhere",
                $"The document “{original.Name}” belongs to an interview, and its translation must belong to the same: it shares its consent and its key.",
                "belongsTo");
        }

        if (!deposited.Confidential && Confidential(owner, original) is { } confidential)
        {
            return Problem.Unprocessable(
                "confidential", $"The {confidential.Kind} “{confidential.Name}” is confidential, so what is drawn from it must be too.", "confidential");
        }

        return Decision.Accept(deposited);
    }

    /// <summary>The same text again is no revision and leaves no event.</summary>
    /// <param name="owner">The interview it belongs to, where it belongs to one.</param>
    /// <param name="extraction">How it was read out of a file, where it was.</param>
    public static Decision Revise(
        Document document,
        SealedText text,
        TextForm form,
        RevisionMapping mapping,
        string? note,
        Registered? owner = null,
        Extraction? extraction = null)
    {
        if (Erased(document) is { } erased)
            return erased;
        if (text.Length == 0)
            return Empty();
        if (owner?.NotCitable("text") is { } withdrawn)
            return withdrawn;
        var latest = document.Latest();
        if (!mapping.Fits(latest.Text.Length, text.Length))
        {
            return Problem.Unprocessable(
                "mapping", $"The mapping does not lead from revision {latest.Number} to this text. Compute it from the two texts.", "mapping");
        }

        return mapping.Edits.IsEmpty
            ? Decision.Accept()
            : Decision.Accept(new DocumentRevised(latest.Number + 1, text, form, mapping.Edits, note, extraction));
    }

    /// <param name="confirmed">The document's key, repeated by whoever erases it.</param>
    public static Decision Erase(Document document, string confirmed, string reason)
    {
        if (Erased(document) is { } erased)
            return erased;
        if (document.BelongsTo is { Kind: Kinds.Interview } interview)
        {
            return Problem.Conflict(
                "erase-the-interview",
                $"The document “{document.Key}” is drawn from an interview ({interview.Key ?? interview.Id.ToString()}) and sealed under its key. Erase the interview: what was said stands elsewhere too.");
        }

        return ErasureFacts.NotConfirmed("document", document.Key, confirmed) is { } unconfirmed
            ? unconfirmed
            : Decision.Accept(new DocumentErased(reason));
    }

    internal static Problem? Erased(Document document) => document.IsErased
        ? Problem.Conflict("erased", $"The document “{document.Key}” was erased. Nothing more is recorded of it.")
        : null;

    private static Registered? Confidential(Registered? owner, Registered? original)
    {
        if (owner is { Kind: Kinds.Interview } && DocumentFacts.IsConfidential(owner))
            return owner;
        return original is not null && DocumentFacts.IsConfidential(original) ? original : null;
    }

    private static Problem Empty() => Problem.Unprocessable("empty-text", "The text is empty; there is nothing to deposit.", "text");
}
