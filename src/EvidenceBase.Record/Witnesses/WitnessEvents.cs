namespace EvidenceBase.Record.Witnesses;

/// <summary>The study takes the cosignatures of a witness: somebody who looks at its log from time to time, and says when they saw what.</summary>
/// <param name="VerifierKey">The key that the witness gave out, as C2SP signed-note writes it: <c>name+id+key</c>.</param>
public sealed record WitnessRegistered(string Key, string VerifierKey);

/// <summary>The study takes no more cosignatures of the witness. Those that it has stay.</summary>
public sealed record WitnessRemoved(string Reason);
