using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Studies;

/// <summary>Which kind of thing a part of an address names: <c>claims</c> in <c>claims/C12/history</c>.</summary>
internal static class ThingPaths
{
    private static readonly Dictionary<string, string> Kind = new(StringComparer.Ordinal)
    {
        ["sources"] = Kinds.Source,
        ["interviews"] = Kinds.Interview,
        ["documents"] = Kinds.Document,
        ["codes"] = Kinds.Code,
        ["codings"] = Kinds.Coding,
        ["cases"] = Kinds.Case,
        ["figures"] = Kinds.Figure,
        ["claims"] = Kinds.Claim,
        ["arguments"] = Kinds.Argument,
        ["steps"] = Kinds.Step,
        ["memos"] = Kinds.Memo,
        ["measurements"] = Kinds.Measurement,
        ["attestations"] = Kinds.Attestation,
        ["witnesses"] = Kinds.Witness,
    };

    public static string KindOf(string things) => Kind.GetValueOrDefault(things, things);
}
