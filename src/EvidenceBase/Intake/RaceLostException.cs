namespace EvidenceBase.Intake;

/// <summary>Others kept changing what a line names while it was decided; nothing was written, and it can be tried again.</summary>
public sealed class RaceLostException(string message) : Exception(message);
