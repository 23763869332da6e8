using EvidenceBase.Arguments;
using EvidenceBase.Claims;
using EvidenceBase.Formats.Studies;
using EvidenceBase.Memos;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Exchange;

/// <summary>Claims, what they rest on, and the argument they make.</summary>
internal static class ArgumentSteps
{
    public static LoadStep Claim(BundledClaim claim) => LoadStep.Of(
        "claims",
        $"claim/{claim.Key}",
        new AssertClaim(claim.Key, claim.Kind, claim.Text, claim.Judgement, claim.Locator, claim.Cases),
        AssertClaimEndpoint.Plan);

    public static IEnumerable<LoadStep> Qualifications(BundledClaim claim) => claim.Qualifications.Select((qualification, index) => LoadStep.Of(
        "qualifications",
        $"claim/{claim.Key}/qualification/{index}",
        new QualifyClaim(qualification.Text, qualification.Locator),
        (command, plan) => QualifyClaimEndpoint.Plan(claim.Key, command, plan)));

    /// <summary>The bundle says on the rival what it competes with; the record says on the claim which rivals it has.</summary>
    public static IEnumerable<LoadStep> Rivals(BundledClaim rival) => rival.RivalTo.Select(claim => LoadStep.Of(
        "rivals", $"claim/{claim}/rival/{rival.Key}", new NameRival(rival.Key), (command, plan) => NameRivalEndpoint.Plan(claim, command, plan)));

    public static IEnumerable<LoadStep> Evidence(BundledClaim claim, EvidencePlaces places)
    {
        foreach (var (index, evidence) in claim.Evidence.Index())
        {
            var command = new LinkEvidence(
                evidence.Stance,
                new Citing(evidence.Cited.Kind, evidence.Cited.Key),
                evidence.Pinpoint,
                evidence.Judgement,
                places.Of(claim, evidence),
                evidence.Weight,
                evidence.Test,
                DependsOn: evidence.DependsOn);
            yield return Link($"claim/{claim.Key}/evidence/{index}", claim.Key, command);
        }

        foreach (var (index, absence) in claim.Absences.Index())
        {
            var command = new LinkEvidence(Stance.Supports, Judgement: absence.Judgement, Locator: absence.Locator ?? claim.Locator, Absence: absence.Absence);
            yield return Link($"claim/{claim.Key}/absence/{index}", claim.Key, command);
        }
    }

    public static LoadStep Memo(BundledMemo memo) => LoadStep.Of(
        "memos",
        $"memo/{memo.Key}",
        new WriteMemo(
            memo.Key,
            memo.Title,
            memo.Text,
            memo.Category,
            [.. memo.About.Select(thing => new ThingName(thing.Kind, thing.Key))],
            memo.Locator),
        WriteMemoEndpoint.Plan);

    public static IEnumerable<LoadStep> Argument(BundledArgument argument)
    {
        var key = argument.Key;
        yield return LoadStep.Of(
            "steps", $"argument/{key}", new OutlineArgument(key, argument.Title, argument.Question), OutlineArgumentEndpoint.Plan);
        foreach (var step in argument.Steps)
        {
            yield return LoadStep.Of(
                "steps",
                $"step/{step.Key}",
                new AddStep(step.Key, step.Title, step.Inference, new Locator(step.Section), step.Stage, step.Case, step.Parent),
                (command, plan) => AddStepEndpoint.Plan(key, command, plan));
        }

        foreach (var step in argument.Steps)
        {
            foreach (var claim in step.Claims)
            {
                yield return LoadStep.Of(
                    "placing claims",
                    $"step/{step.Key}/claim/{claim}",
                    new PlaceClaim(claim),
                    (command, plan) => PlaceClaimEndpoint.Plan(key, step.Key, command, plan));
            }
        }

        foreach (var step in argument.Steps)
        {
            foreach (var relation in step.RestsOn)
            {
                yield return LoadStep.Of(
                    "relating steps",
                    $"step/{step.Key}/rests-on/{relation.Step}",
                    new RelateSteps(relation.Step, relation.Relation, relation.Warrant),
                    (command, plan) => RelateStepsEndpoint.Plan(key, step.Key, command, plan));
            }
        }
    }

    private static LoadStep Link(string key, string claim, LinkEvidence command) =>
        LoadStep.Of("evidence", key, command, (link, plan) => LinkEvidenceEndpoint.Plan(claim, link, plan));
}
