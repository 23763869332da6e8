using EvidenceBase.Formats.Studies;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Studies;

/// <summary>How the claims and steps of the shipped study rest on each other and on numbers.</summary>
public sealed class BundledReasoningTests
{
    private static StudyBundle Bundle => ShippedStudy.Bundle;

    [Fact]
    public void Interviews_that_carry_several_passages_say_under_each_claim_that_they_do()
    {
        var statements = Bundle.Statements.ToDictionary(statement => statement.Key);
        var shared = Bundle.Notes.Where(note => note.Interviews.Count > 1).SelectMany(note => note.Interviews)
            .Concat(Bundle.Statements.GroupBy(statement => statement.Interview).Where(said => said.Count() > 1).Select(said => said.Key)).ToHashSet();

        Bundle.Claims.SelectMany(claim => claim.Evidence.Select(evidence => (claim.Key, evidence)))
            .Where(link => link.evidence.Cited.Kind == Kinds.Coding && shared.Contains(statements[link.evidence.Cited.Key].Interview) && link.evidence.DependsOn is null)
            .Select(link => $"{link.Key}: {link.evidence.Cited.Key}").ShouldBeEmpty();
    }

    /// <summary>What speaks for the rejection of a rival is what speaks against it, not the rival itself.</summary>
    [Fact]
    public void No_rival_supports_a_claim_that_it_competes_with_and_every_rival_has_evidence_against_it()
    {
        var rivals = Bundle.Claims.Where(claim => claim.Kind == ClaimKind.Rival).ToDictionary(claim => claim.Key);

        rivals.Count.ShouldBeGreaterThanOrEqualTo(4);
        rivals.Values.Where(rival => rival.RivalTo.Count == 0 || rival.Evidence.All(evidence => evidence.Stance != Stance.Challenges)).Select(rival => rival.Key).ShouldBeEmpty();
        Bundle.Claims.Where(claim => claim.Evidence.Any(evidence => evidence.Stance == Stance.Supports && rivals.ContainsKey(evidence.Cited.Key)))
            .Select(claim => claim.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_step_but_the_first_rests_on_earlier_ones_with_a_warrant()
    {
        var before = new HashSet<string>();
        foreach (var step in Bundle.Argument.Steps)
        {
            step.RestsOn.ShouldAllBe(relation => before.Contains(relation.Step) && !string.IsNullOrWhiteSpace(relation.Warrant), step.Key);
            (step.RestsOn.Count > 0 || before.Count == 0).ShouldBeTrue(step.Key);
            before.Add(step.Key);
        }
    }

    [Fact]
    public void No_claim_is_its_own_support_however_far_round()
    {
        var rests = Bundle.Claims.ToDictionary(
            claim => claim.Key,
            claim => claim.Evidence.Where(evidence => evidence.Cited.Kind == Kinds.Claim && evidence.Stance == Stance.Supports).Select(evidence => evidence.Cited.Key).ToList());

        Cycles(rests).ShouldBeEmpty();
    }

    /// <summary>Numbers that the text derives from its tables come out of the cells as it states them.</summary>
    [Fact]
    public void Every_number_that_the_text_derives_agrees_with_the_cells()
    {
        var computed = Bundle.Figures.SelectMany(figure => Computed(figure).Select(number => (Of: $"{figure.Key}: {number.Derived.Key}", Number: number))).ToList();

        computed.Where(one => one.Number.Value is null || one.Number.AgreesWithStated == false).Select(one => one.Of).ShouldBeEmpty();
        computed.Where(one => one.Number.AgreesWithStated == true).Select(one => one.Of).ShouldBe(
        [
            "table-2: rd-ratio", "table-2: new-product-output-ratio", "table-2: new-product-projects-ratio", "table-2: patent-ratio", "figure-6: attractive-ratio",
            "stated-industrial-output-1991: output-ratio", "stated-electronics-firms-shenzhen: total-check", "stated-p-group: rate-ratio",
        ]);
    }

    private static IEnumerable<ComputedNumber> Computed(BundledFigure figure)
    {
        object[] events =
        [
            new FigureRegistered(figure.Key, figure.Label, figure.Kind, figure.Caption, figure.Locator, figure.Draw, figure.Completeness),
            figure.Data,
            .. figure.Derived,
        ];
        var folded = events.Aggregate((Figure?)null, Figure.Evolve)!;
        return folded.Derived.Select(folded.Compute);
    }

    /// <summary>What can be reached from itself.</summary>
    private static IEnumerable<string> Cycles(Dictionary<string, List<string>> rests) => rests.Keys.Where(start =>
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(rests[start]);
        while (open.TryPop(out var next))
        {
            if (next == start)
                return true;
            if (seen.Add(next))
            {
                foreach (var further in rests[next])
                    open.Push(further);
            }
        }

        return false;
    });
}
