using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Interviews;

/// <summary>What the register tells other words of an interview.</summary>
public static class InterviewFacts
{
    public const string Confidential = "confidential";
    public const string EmbargoUntil = "embargoUntil";

    public static bool IsConfidential(Registered interview) => interview.Fact(Confidential) is not "false";

    internal static Dictionary<string, string> Of(InterviewDescription description) =>
        new() { [Confidential] = description.IsConfidential() ? "true" : "false" };
}
