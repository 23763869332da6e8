using System.Globalization;
using CsCheck;
using EvidenceBase.Record.Agreement;
using Shouldly;
using Xunit;
using static EvidenceBase.Tests.Agreement.ReliabilityData;

namespace EvidenceBase.Tests.Agreement;

/// <summary>What holds of agreement whatever was coded.</summary>
public sealed class AgreementPropertiesTests
{
    private const int Length = 40;

    private static readonly Coefficient[] OfRatings =
    [
        Coefficient.PercentAgreement, Coefficient.Holsti, Coefficient.CohenKappa, Coefficient.LightKappa, Coefficient.ScottPi, Coefficient.BennettS,
        Coefficient.FleissKappa, Coefficient.GwetAc1, Coefficient.AlphaNominal,
    ];

    private static readonly Coefficient[] OfNumbers =
    [
        Coefficient.AlphaNominal, Coefficient.AlphaOrdinal, Coefficient.AlphaInterval, Coefficient.AlphaRatio, Coefficient.PercentAgreement,
        Coefficient.FleissKappa,
    ];

    private static readonly Coefficient[] OfContinua =
    [
        Coefficient.AlphaUnitizing, Coefficient.UAlpha, Coefficient.BinaryUAlpha, Coefficient.CuAlpha, Coefficient.KuAlpha,
    ];

    private static readonly AgreementParameters[] Ways =
    [
        Presence(OfRatings),
        new(UnitOfAnalysis.Characters, Valuation.CodeSet, OfRatings),
        new(UnitOfAnalysis.Characters, Valuation.Code, OfRatings, Uncoded.Missing),
        new(UnitOfAnalysis.Segments, Valuation.Presence, OfRatings),
        new(UnitOfAnalysis.Segments, Valuation.Presence, OfRatings, Overlap: 60),
        new(UnitOfAnalysis.Documents, Valuation.Presence, OfRatings, Untouched: Untouched.Missing),
        new(UnitOfAnalysis.Documents, Valuation.Count, OfNumbers),
        new(UnitOfAnalysis.Segments, Valuation.Weight, OfNumbers),
        Weights(OfNumbers),
        Presence(OfContinua),
        Presence(Coefficient.AlphaNominal, Coefficient.CohenKappa) with { Bootstrap = new(100, Seed: 3) },
        Presence(Coefficient.AlphaNominal) with { Bootstrap = new(100, Seed: 3, Resampled: Resampled.Units) },
    ];

    private static readonly Gen<CodedSpan> Spans = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, Length - 1], Gen.Int[1, 12], Gen.Int[0, 3],
        (document, layer, code, start, length, weight) => new CodedSpan(document, layer, code, start, Math.Min(Length, start + length), weight));

    /// <summary>Two or three coders, three codes, three documents.</summary>
    private static readonly Gen<(int Layers, CodedSpan[] Spans)> Codings = Gen.Select(
        Gen.Int[2, 3], Spans.Array[0, 30], (layers, spans) => (layers, spans.Select(span => span with { Layer = span.Layer % layers }).ToArray()));

    /// <summary>Codings that lie apart in each layer, so that they cut its continuum into sections.</summary>
    private static readonly Gen<(int Layers, CodedSpan[] Spans)> Sections = Codings.Select(codings => (codings.Layers, Apart(codings.Spans)));

    [Fact]
    public void The_order_of_what_is_given_and_the_names_of_layers_change_nothing() => Gen.Select(Codings, Gen.Int[0, Ways.Length - 1], Gen.Int).Sample(
        (codings, way, seed) =>
        {
            var shuffled = codings.Spans.OrderBy(span => HashCode.Combine(span, seed)).Select(span => span with { Layer = codings.Layers - 1 - span.Layer });

            Values(Data(codings.Layers, [.. shuffled]), Ways[way]).ShouldBe(Values(Data(codings.Layers, codings.Spans), Ways[way]));
        },
        iter: 300);

    [Fact]
    public void Renaming_the_codes_only_renames_the_results() => Gen.Select(Codings, Gen.Int[0, 9]).Sample(
        (codings, way) =>
        {
            var renamed = Data(codings.Layers, [.. codings.Spans.Select(span => span with { Code = 2 - span.Code })]);
            var results = AgreementMeasurement.Of(renamed, Ways[way])
                .Select(result => result with { Code = result.Code is { } id ? CodeId(2 - (int)char.GetNumericValue(id.ToString()[^1])) : null })
                .OrderBy(result => (result.Coefficient, result.Code ?? Guid.AllBitsSet)).Select(Text);

            results.ShouldBe(AgreementMeasurement.Of(Data(codings.Layers, codings.Spans), Ways[way])
                .OrderBy(result => (result.Coefficient, result.Code ?? Guid.AllBitsSet)).Select(Text));
        },
        iter: 300);

    [Fact]
    public void Layers_that_have_coded_alike_agree_wholly_or_have_nothing_to_agree_about() => Gen.Select(Sections, Gen.Int[0, 9]).Sample(
        (codings, way) =>
        {
            var one = codings.Spans.Where(span => span.Layer == 0).ToList();
            var data = Data(codings.Layers, [.. Enumerable.Range(0, codings.Layers).SelectMany(layer => one.Select(span => span with { Layer = layer }))]);

            foreach (var result in AgreementMeasurement.Of(data, Ways[way]))
            {
                if (result.Undefined is null)
                    result.Value.ShouldBe("1", result.Coefficient.ToString());
                else
                    result.Undefined.Kind.ShouldBeOneOf(
                        "no-variation", "no-pairable-units", "nothing-coded", "one-category", "two-layers-only", "unsettled-for-more-than-two");
            }
        },
        iter: 300);

    /// <summary>However a text is cut, every character is coded as before.</summary>
    [Fact]
    public void Comparing_characters_is_the_same_for_a_passage_and_for_each_of_its_characters() => Gen.Select(Codings, Gen.Int[0, 2]).Sample(
        (codings, way) =>
        {
            var cut = codings.Spans.SelectMany(span => Enumerable.Range(span.Start, span.End - span.Start).Select(at => span with { Start = at, End = at + 1 }));

            Values(Data(codings.Layers, [.. cut]), Ways[way]).ShouldBe(Values(Data(codings.Layers, codings.Spans), Ways[way]));
        },
        iter: 200);

    /// <summary>Every value of two coders counts once more in α than in π: 1 − α = (1 − π)(n − 1)/n with n values.</summary>
    [Fact]
    public void Alpha_of_two_coders_without_missing_data_is_pi_corrected_for_the_size_of_the_sample() => Codings.Sample(
        codings =>
        {
            var data = Data(2, [.. codings.Spans.Select(span => span with { Layer = span.Layer % 2 })]);
            var alphas = AgreementMeasurement.Of(data, Presence(Coefficient.AlphaNominal));
            var pis = AgreementMeasurement.Of(data, Presence(Coefficient.ScottPi));
            var fleiss = AgreementMeasurement.Of(data, Presence(Coefficient.FleissKappa));

            fleiss.Select(result => result.Value).ShouldBe(pis.Select(result => result.Value));
            foreach (var (alpha, pi) in alphas.Zip(pis).Where(pair => pair.First.Code is not null && pair.Second.Value is not null))
            {
                var values = 2m * alpha.Units;
                (1 - Number(alpha.Value)).ShouldBe((1 - Number(pi.Value)) * (values - 1) / values, 1e-9m);
            }
        },
        iter: 200);

    [Fact]
    public void Of_two_categories_s_follows_from_percent_agreement_and_lights_kappa_of_two_is_cohens() => Codings.Sample(
        codings =>
        {
            var data = Data(2, [.. codings.Spans.Select(span => span with { Layer = span.Layer % 2 })]);
            var percent = AgreementMeasurement.Of(data, Presence(Coefficient.PercentAgreement));
            var s = AgreementMeasurement.Of(data, Presence(Coefficient.BennettS));

            s.Select(result => Number(result.Value)).ShouldBe(percent.Select(result => (2 * Number(result.Value)) - 1), 1e-9m);
            AgreementMeasurement.Of(data, Presence(Coefficient.LightKappa)).Select(result => result.Value)
                .ShouldBe(AgreementMeasurement.Of(data, Presence(Coefficient.CohenKappa)).Select(result => result.Value));
        },
        iter: 200);

    [Fact]
    public void A_unit_that_only_one_coder_has_rated_changes_no_alpha() => Gen.Select(Gen.Char["123*"].Array[2, 20], Gen.Char["123*"].Array[2, 20]).Sample(
        (one, other) =>
        {
            var length = Math.Min(one.Length, other.Length);
            var (first, second) = (new string(one, 0, length), new string(other, 0, length));
            char[] categories = ['1', '2', '3'];

            foreach (var coefficient in new[] { Coefficient.AlphaNominal, Coefficient.CohenKappa, Coefficient.ScottPi })
            {
                Items([first + "3*", second + "*1"], categories).Rated(coefficient).Value
                    .ShouldBe(Items([first, second], categories).Rated(coefficient).Value);
            }
        },
        iter: 200);

    /// <summary>Gaps have no units, so their length enters as it is; what is coded enters through intersections alone.</summary>
    [Fact]
    public void Text_that_nobody_has_coded_changes_no_agreement_on_codes_and_documents_are_one_continuum() => Sections.Sample(
        codings =>
        {
            var data = Data(codings.Layers, codings.Spans);
            var more = Of(codings.Layers, 3, [.. Documents(codings.Spans).Select(spans => (Length + 7, spans))]);
            CodedSpan[] joined = [.. codings.Spans.Select(span => span with { Document = 0, Start = span.Start + (span.Document * Length), End = span.End + (span.Document * Length) })];

            Values(more, Presence(Coefficient.CuAlpha, Coefficient.KuAlpha)).Select(WithoutUnits)
                .ShouldBe(Values(data, Presence(Coefficient.CuAlpha, Coefficient.KuAlpha)).Select(WithoutUnits));
            Values(Of(codings.Layers, 3, [(3 * Length, joined)]), Presence([.. OfContinua[1..]])).ShouldBe(Values(data, Presence([.. OfContinua[1..]])));
        },
        iter: 200);

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    public void Stretching_the_text_changes_no_agreement_on_codes(int times) => Sections.Sample(
        codings =>
        {
            var stretched = Of(codings.Layers, 3, [.. Documents(codings.Spans).Select(spans => (Length * times, Stretched(spans, times)))]);

            Values(stretched, Presence(Coefficient.CuAlpha, Coefficient.KuAlpha)).Select(WithoutUnits)
                .ShouldBe(Values(Data(codings.Layers, codings.Spans), Presence(Coefficient.CuAlpha, Coefficient.KuAlpha)).Select(WithoutUnits));
        },
        iter: 100);

    private static AgreementData Data(int layers, CodedSpan[] spans) => Of(layers, 3, [.. Documents(spans).Select(one => (Length, one))]);

    private static IEnumerable<IReadOnlyList<CodedSpan>> Documents(CodedSpan[] spans) =>
        Enumerable.Range(0, 3).Select(document => (IReadOnlyList<CodedSpan>)[.. spans.Where(span => span.Document == document)]);

    private static IReadOnlyList<CodedSpan> Stretched(IReadOnlyList<CodedSpan> spans, int times) =>
        [.. spans.Select(span => span with { Start = span.Start * times, End = span.End * times })];

    private static CodedSpan[] Apart(CodedSpan[] spans)
    {
        var kept = new List<CodedSpan>();
        foreach (var span in spans)
        {
            if (kept.TrueForAll(one => one.Document != span.Document || one.Layer != span.Layer || one.End <= span.Start || span.End <= one.Start))
                kept.Add(span);
        }

        return [.. kept];
    }

    private static IReadOnlyList<string> Values(AgreementData data, AgreementParameters parameters) => [.. AgreementMeasurement.Of(data, parameters).Select(Text)];

    /// <summary>Everything but the sentence of a reason, which names layers and codes.</summary>
    private static string Text(AgreementResult result) => string.Join(
        ' ',
        result.Coefficient,
        result.Code,
        result.Value,
        result.ObservedDisagreement,
        result.ExpectedDisagreement,
        result.Undefined?.Kind,
        result.Interval,
        result.Units);

    private static string WithoutUnits(string text) => text[..text.LastIndexOf(' ')];

    private static decimal Number(string? value) => decimal.Parse(value!, CultureInfo.InvariantCulture);
}
