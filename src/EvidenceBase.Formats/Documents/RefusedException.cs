namespace EvidenceBase.Formats.Documents;

/// <summary>The file cannot be taken; the message says why and what to do, and <see cref="DocumentReader"/> hands it on as a finding.</summary>
internal sealed class RefusedException : Exception
{
    public RefusedException(string message, int? line = null, Exception? inner = null)
        : base(message, inner) => Line = line;

    public int? Line { get; }

    /// <summary>Whether nothing is wrong with the file but that it is of a kind that holds no text for us.</summary>
    public bool IsOfUnknownKind { get; init; }
}
