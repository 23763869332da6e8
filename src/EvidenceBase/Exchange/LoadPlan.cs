using EvidenceBase.Formats.Studies;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Exchange;

/// <summary>
/// The commands that make a bundle into a study, in an order in which each finds what it names – and cites it as it will stay, so that
/// nothing is “changed since cited” on the day it is loaded.
/// </summary>
internal static class LoadPlan
{
    public static IReadOnlyList<LoadStep> Of(StudyBundle bundle, TextVault vault)
    {
        var claims = GroundsFirst(bundle.Claims);
        var places = new EvidencePlaces(bundle);
        return
        [
            .. MaterialSteps.Study(bundle.Study),
            .. bundle.Sources.Select(MaterialSteps.Source),
            .. bundle.Interviews.Select(MaterialSteps.Interview),
            .. bundle.Interviews.SelectMany(interview => MaterialSteps.Said(interview, vault)),
            .. bundle.Figures.Concat(BundledAccount.Tables(bundle)).SelectMany(MaterialSteps.Figure),
            .. bundle.Codes.Select(MaterialSteps.Code),
            .. bundle.Cases.Select(MaterialSteps.Case),
            .. bundle.Cases.SelectMany(MaterialSteps.CaseDetails),
            .. bundle.Statements.Select(statement => MaterialSteps.Statement(statement, vault)),
            .. bundle.Claims.Select(ArgumentSteps.Claim),
            .. bundle.Claims.SelectMany(ArgumentSteps.Qualifications),
            .. bundle.Claims.SelectMany(ArgumentSteps.Rivals),
            .. claims.SelectMany(claim => ArgumentSteps.Evidence(claim, places)),
            .. bundle.Memos.Select(ArgumentSteps.Memo),
            .. ArgumentSteps.Argument(bundle.Argument),
        ];
    }

    /// <summary>Claims that are evidence for others before those others; where they go round in a circle, in the order of the bundle.</summary>
    private static List<BundledClaim> GroundsFirst(IReadOnlyList<BundledClaim> claims)
    {
        var byKey = claims.ToDictionary(claim => claim.Key);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ordered = new List<BundledClaim>();
        foreach (var claim in claims)
            Visit(claim);
        return ordered;

        void Visit(BundledClaim claim)
        {
            if (!seen.Add(claim.Key))
                return;
            foreach (var evidence in claim.Evidence.Where(evidence => evidence.Cited.Kind == Kinds.Claim))
                Visit(byKey[evidence.Cited.Key]);
            ordered.Add(claim);
        }
    }
}
