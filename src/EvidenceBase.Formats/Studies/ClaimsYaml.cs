using EvidenceBase.Formats.Yaml;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

internal static class ClaimsYaml
{
    public static BundledStatement Statement(YamlItem item) => new(
        item.Key("key"),
        item.Text("interview"),
        item.Texts("codes"),
        item.Text("text"),
        item.RequiredItem("locator", StudyYaml.Locator),
        item.Choice<Judgement>("judgement"),
        item.Texts("cases"));

    public static BundledClaim Claim(YamlItem item)
    {
        var claim = new BundledClaim(
            item.Key("key"),
            item.Choice<ClaimKind>("kind"),
            item.Text("text"),
            item.Choice<Judgement>("judgement"),
            item.RequiredItem("locator", StudyYaml.Locator),
            item.Texts("cases"),
            item.Texts("rivalTo"),
            item.Items("qualifications", one => new BundledQualification(one.Text("text"), one.Item("locator", StudyYaml.Locator))),
            item.Items("evidence", Evidence),
            item.Items("absences", one => new BundledAbsence(
                new Absence(one.Text("searched"), one.Text("how"), one.Text("found")),
                one.Choice<Judgement>("judgement"),
                one.Item("locator", StudyYaml.Locator))));
        if (claim.RivalTo.Count > 0 && claim.Kind != ClaimKind.Rival)
            item.Error("rivalTo", "Only a claim of the kind rival names the claims it competes with.");
        return claim;
    }

    private static BundledEvidence Evidence(YamlItem item)
    {
        var (cited, cell, derived) = item.RequiredItem("cite", Cite);
        var at = item.OptionalText("at");
        return new BundledEvidence(
            cited,
            at is null && cell is null && derived is null ? null : new Pinpoint(at, cell, derived),
            item.OptionalNumber("note"),
            item.Choice<Stance>("stance"),
            item.OptionalText("weight"),
            item.Choice<Judgement>("judgement"),
            item.Item("test", test => new ProcessTest(
                test.Choice<TestKind>("kind"), test.Choice<TestOutcome>("outcome"), test.OptionalText("why"))),
            item.OptionalText("dependsOn"));
    }

    private static Citation Cite(YamlItem item)
    {
        var cited = StudyYaml.Thing(
            item,
            ("source", Kinds.Source),
            ("interview", Kinds.Interview),
            ("statement", Kinds.Coding),
            ("figure", Kinds.Figure),
            ("claim", Kinds.Claim),
            ("case", Kinds.Case));
        var citation = new Citation(cited, item.OptionalText("cell"), item.OptionalText("derived"));
        if (cited.Kind != Kinds.Figure && (citation.Cell is not null || citation.Derived is not null))
            item.Error(null, "Only a figure has cells and derived numbers.");
        return citation;
    }

    private sealed record Citation(BundledThing Cited, string? Cell, string? Derived);
}
