namespace EvidenceBase.Record.Kernel;

/// <summary>Stands in an event for a file that lies sealed in the vault, as it came.</summary>
/// <param name="Handle">Finds the sealed file in the vault.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Commitment">SHA-256 over salt and bytes, as lower-case hexadecimal; the salt is derived from the key and dies with it.</param>
/// <param name="Sha256">The plain hash, as lower-case hexadecimal, of a file that is not confidential; of others it would let a guess be proved.</param>
public sealed record SealedFile(Guid Handle, long Length, string Commitment, string? Sha256 = null);
