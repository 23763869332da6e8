namespace EvidenceBase.ReliabilityTests;

/// <summary>How long a test waits for what must come. It bounds a test that would never end; no behaviour is measured by it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
}
