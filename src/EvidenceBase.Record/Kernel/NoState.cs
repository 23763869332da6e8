namespace EvidenceBase.Record.Kernel;

/// <summary>The state of a stream that has events and, since the first of them was undone, no state.</summary>
public sealed record NoState
{
    public static NoState Instance { get; } = new();
}
