using EvidenceBase.Formats.Studies;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Studies;

public sealed class EvidencePlacesTests
{
    private const string Claims =
        """
        - key: C01
          kind: causal
          text: One.
          judgement: article
          locator: {section: intro, paragraph: 5, note: 1}
          evidence: [{EVIDENCE}]
        - {key: C02, kind: causal, text: Two., judgement: reading, locator: {section: intro, paragraph: 9}}
        """;

    [Theory]
    [InlineData("cite: {source: chen2014}, note: 1, stance: supports, judgement: article", 1, 1, null)]
    [InlineData("cite: {source: chen2014}, stance: supports, judgement: article", 5, null, null)]
    [InlineData("cite: {interview: JS 036}, stance: supports, judgement: reading", 5, null, null)]
    [InlineData("cite: {statement: st-js036-1}, stance: supports, judgement: article", 1, 1, null)]
    [InlineData("cite: {claim: C02}, stance: supports, judgement: article", 9, null, null)]
    [InlineData("cite: {figure: table-1}, stance: supports, judgement: article", 1, null, "Table 1")]
    [InlineData("cite: {figure: table-1, derived: twice}, stance: supports, judgement: article", 1, null, "Table 1")]
    [InlineData("cite: {figure: table-1, cell: suzhou.gdp}, stance: supports, judgement: article", 5, 1, null)]
    [InlineData("cite: {figure: table-1, cell: suzhou.gdp}, stance: supports, judgement: reading", 1, null, "Table 1")]
    public void A_piece_of_evidence_stands_where_a_reader_finds_it(string evidence, int paragraph, int? note, string? figure)
    {
        var bundle = BundleFiles.Read(
            ("claims.yaml", Claims.Replace("EVIDENCE", evidence, StringComparison.Ordinal)),
            ("paragraphs.yaml", "[]"),
            ("memos.yaml", "- {key: M-1, title: T, text: T, about: [{interview: JS 036}], category: process}"),
            ("argument.yaml", "{key: why, title: Why, steps: [{key: S1, title: One, inference: So it is., section: intro, stage: framing, claims: [C01]}]}"))
            .Content!;

        new EvidencePlaces(bundle).Of(bundle.Claims[0], bundle.Claims[0].Evidence[0]).ShouldBe(new Locator("intro", paragraph, note, figure));
    }
}
