namespace EvidenceBase.Record.Kernel;

/// <summary>
/// Stands in an event for text that lies sealed in the vault: what is drawn from an interview or a document never stands in the record itself.
/// </summary>
/// <param name="Handle">Finds the sealed text in the vault.</param>
/// <param name="Length">Its length in Unicode code points.</param>
/// <param name="Commitment">SHA-256 over salt and UTF-8 text, as lower-case hexadecimal; the salt is derived from the key and dies with it.</param>
public sealed record SealedText(Guid Handle, int Length, string Commitment);
