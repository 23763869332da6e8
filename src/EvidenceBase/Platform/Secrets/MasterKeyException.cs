namespace EvidenceBase.Platform.Secrets;

/// <summary>The secrets of the data folder cannot be opened, or must not be, with the master key that was given. The message says what to do.</summary>
public sealed class MasterKeyException(string message) : Exception(message);
