using EvidenceBase.Formats.Studies;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using EvidenceBase.Record.Studies;
using EvidenceBase.Tests.Formats;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Studies;

public sealed class StudyBundleTests
{
    private static readonly Locator Here = new("intro", 1);

    [Fact]
    public void A_sound_bundle_is_read_whole()
    {
        var reading = BundleFiles.Read();

        reading.Errors.ShouldBeEmpty();
        reading.NotUnderstood.ShouldBeEmpty();
        var bundle = reading.Content!;
        bundle.Study.Interviews!.Interviewed.ShouldBe(new StatedCount("more than 100", 100));
        bundle.Study.Interviews.Sought.ShouldBeNull();
        bundle.Sources.ShouldHaveSingleItem().Annotations.FirstNote.ShouldBe(1);
        var interview = bundle.Interviews.ShouldHaveSingleItem();
        (interview.Code, interview.Consent, interview.Said, interview.Description.Locality, interview.Description.Confidentiality)
            .ShouldBe(("JS 036", "not-stated", "Said this, and that", null, Confidentiality.Confidential));
        interview.Description.Notes.ShouldBe([1, 2]);
        bundle.Notes.ShouldHaveSingleItem().Cites.ShouldBe([new NoteCitation("chen2014", "7", CitationForm.Shortened, "resolved")]);
        bundle.Memos.ShouldHaveSingleItem().Category.ShouldBe(AuditCategory.DataReductionAndAnalysis);
        bundle.Memos[0].About.ShouldBe([new BundledThing(Kinds.Interview, "JS 036"), new BundledThing(Kinds.Claim, "C01")]);
        bundle.Codes.ShouldBe(
        [
            new BundledCode(Guid.Parse("11111111-2222-3333-4444-555555555555"), "top", "Top", "Holds.", null, null, null, false, null),
            new BundledCode(Guid.Parse("66666666-7777-8888-9999-000000000000"), "offshoring", "Offshoring", "Moves.", "all", "none", "#aabbcc", true, "top"),
        ]);
        bundle.Statements.ShouldHaveSingleItem().Text.ShouldBe("Firms moved.");
        bundle.Paragraphs.ShouldHaveSingleItem().Claims.ShouldBe(["C01", "C02"]);
        bundle.Argument.Steps[1].RestsOn.ShouldBe([new BundledRelation("S01", StepRelation.EliminatesRivalOf, "Because.")]);
    }

    [Fact]
    public void Figures_bring_their_data_and_cases_their_origins()
    {
        var bundle = BundleFiles.Read().Content!;

        var figure = bundle.Figures.ShouldHaveSingleItem();
        figure.Locator.ShouldBe(Here with { Figure = "Table 1" });
        figure.Draw.ShouldBe(new Draw(Mark.Bar, "gdp", "gdp"));
        figure.Data.Rows.Select(row => (row.Key, row.Cells.Single())).ShouldBe([("suzhou", "670"), ("shenzhen", null)]);
        figure.Derived.ShouldHaveSingleItem().Locator.ShouldBe(figure.Locator, "an alias repeats what it names");
        bundle.Cases.ShouldHaveSingleItem().Attributes.ShouldBe(
        [
            new BundledAttribute("GDP", "670", "billion yuan", "2008", new BundledCell("table-1", "suzhou", "gdp"), null),
            new BundledAttribute("Region", "Yangtze", null, null, null, Here with { Figure = "Table 1" }),
        ]);
    }

    [Fact]
    public void Claims_bring_evidence_tests_absences_and_rivals()
    {
        var claims = BundleFiles.Read().Content!.Claims;

        claims[0].Evidence.ShouldBe(
        [
            new BundledEvidence(
                new BundledThing(Kinds.Coding, "st-js036-1"), null, 1, Stance.Supports, "Says so.", Judgement.Reading,
                new ProcessTest(TestKind.SmokingGun, TestOutcome.Passed, "Rare otherwise."), "same interview"),
            new BundledEvidence(new BundledThing(Kinds.Figure, "table-1"), new Pinpoint("first row", "suzhou.gdp"), null, Stance.Qualifies, null, Judgement.Article, null, null),
            new BundledEvidence(new BundledThing(Kinds.Figure, "table-1"), new Pinpoint(Derived: "twice"), null, Stance.Challenges, null, Judgement.Article, null, null),
        ]);
        claims[0].Absences.ShouldBe([new BundledAbsence(new Absence("Firms", "Asked", "None"), Judgement.Article, Here)]);
        claims[0].Qualifications.ShouldBe([new BundledQualification("Not all.", Here)]);
        claims[1].RivalTo.ShouldBe(["C01"]);
    }

    [Theory]
    [InlineData("claims.yaml", "stance: qualifies", "stance: agrees", "C01", "evidence[1].stance", "none of supports")]
    [InlineData("claims.yaml", "text: They did not.", "note: x", "C02", "text", "missing")]
    [InlineData("claims.yaml", "at: \"first row\"", "page: 3", "C01", "evidence[1].page", "no such field")]
    [InlineData("claims.yaml", "note: 1\n      stance", "note: \"1\"\n      stance", "C01", "evidence[0].note", "whole number")]
    [InlineData("claims.yaml", "cell: suzhou.gdp", "cell: suzhou.gnp", "C01", "evidence[1].cite.cell", "no cell")]
    [InlineData("claims.yaml", "cell: suzhou.gdp", "cell: shenzhen.gdp", "C01", "evidence[1].cite.cell", "no cell")]
    [InlineData("claims.yaml", "derived: twice", "derived: thrice", "C01", "evidence[2].cite.derived", "thrice")]
    [InlineData("claims.yaml", "statement: st-js036-1", "statement: st-js036-2", "C01", "evidence[0].cite", "no statement")]
    [InlineData("claims.yaml", "statement: st-js036-1", "claim: C01", "C01", "evidence[0].cite", "no evidence for itself")]
    [InlineData("claims.yaml", "statement: st-js036-1", "statement: st-js036-1, source: chen2014", "C01", "evidence[0].cite", "Exactly one")]
    [InlineData("claims.yaml", "statement: st-js036-1", "statement: st-js036-1, cell: a.b", "C01", "evidence[0].cite", "Only a figure")]
    [InlineData("claims.yaml", "rivalTo: [C01]", "rivalTo: [C09]", "C02", "rivalTo", "C09")]
    [InlineData("claims.yaml", "kind: rival", "kind: causal", "C02", "rivalTo", "kind rival")]
    [InlineData("claims.yaml", "key: C02", "key: C01", "C01", null, "twice")]
    [InlineData("paragraphs.yaml", "paragraph: 1", "paragraph: 1, part: Abstract", "Abstract", null, "Exactly one")]
    [InlineData("paragraphs.yaml", "paragraph: 1, ", "", "paragraph", null, "Exactly one")]
    [InlineData("figures.yaml", "key: table-1", "key: account-of-notes", "account-of-notes", "key", "kept")]
    [InlineData("statements.yaml", "[offshoring]", "[top]", "st-js036-1", "codes", "only holds others together")]
    [InlineData("statements.yaml", "JS 036", "JS 037", "st-js036-1", "interview", "JS 037")]
    [InlineData("figures.yaml", "x: gdp", "x: year", "table-1", "draw.x", "year")]
    [InlineData("figures.yaml", "[suzhou.gdp] * 2", "[suzhou.gdp] ** 2", "table-1", "derived[0].formula", "expected")]
    [InlineData("figures.yaml", "[suzhou.gdp] * 2", "[shenzhen.gdp] * 2", "table-1", "derived[0].formula", "no cell")]
    [InlineData("figures.yaml", "figures/table-1.csv", "../secret.csv", "table-1", "data", "folder figures")]
    [InlineData("figures.yaml", "figures/table-1.csv", "figures/table-9.csv", "table-1", "data", "no file")]
    [InlineData("figures/table-1.csv", "suzhou,670", "suzhou,about 670", "table-1", "data", "about 670")]
    [InlineData("figures/table-1.csv", "row,gdp", "row,gnp", null, null, "columns are")]
    [InlineData("cases.yaml", "row: suzhou", "row: kunshan", "suzhou", "attributes[0].from", "no cell")]
    [InlineData("cases.yaml", "name: Region", "name: GDP", "suzhou", "attributes", "“GDP” stands twice")]
    [InlineData("argument.yaml", "claims: [C02]", "claims: [C02, C02]", "S02", "claims", "“C02” stands twice")]
    [InlineData("cases.yaml", "code: offshoring", "colour: offshoring", "suzhou", "bearings[0]", "Exactly one")]
    [InlineData("notes.yaml", "memo: M-1", "memo: M-2", "note 1", "memo", "M-2")]
    [InlineData("notes.yaml", "memo: M-1, ", "", "note 1", "memo", "needs a memo")]
    [InlineData("notes.yaml", "form: short", "form: brief", "note 1", "cites[0].form", "none of full")]
    [InlineData("memos.yaml", "data-reduction", "reduction", "M-1", "category", "none of raw-data")]
    [InlineData("memos.yaml", "section: intro", "section: outro", "M-1", "locator.section", "outro")]
    [InlineData("argument.yaml", "parent: S01", "parent: S03", "S02", "parent", "S03")]
    [InlineData("argument.yaml", "step: S01", "step: S09", "S02", "restsOn[0].step", "S09")]
    [InlineData("argument.yaml", "relation: eliminates-rival-of", "relation: follows", "S02", "restsOn[0].relation", "none of presupposes")]
    [InlineData("paragraphs.yaml", "notes: [1]", "notes: [2]", "paragraph 1", "notes", "2")]
    [InlineData("interviews.csv", "confidential,", "secret,", "JS 036", "confidentiality", "none of open")]
    [InlineData("interviews.csv", "1 2", "1-2", "JS 036", "notes", "1-2")]
    [InlineData("interviews.csv", "series,", "serie,", null, null, "first line")]
    [InlineData("codebook.qdc", "Key: offshoring", "Key offshoring", "Offshoring", "Description", "Key")]
    [InlineData("study.yaml", "chen2014", "chen2015", null, "article", "chen2015")]
    public void An_error_names_file_entry_and_field(string file, string old, string changed, string? item, string? field, string detail)
    {
        var reading = BundleFiles.Read(BundleFiles.With(file, old, changed));

        reading.Content.ShouldBeNull();
        var named = file.StartsWith("figures/", StringComparison.Ordinal) && item is not null ? "figures.yaml" : file;
        reading.Errors.ShouldContain(
            error => error.File == named && error.Item == item && error.Field == field && error.Detail.Contains(detail),
            string.Join('\n', reading.Errors));
    }

    [Fact]
    public void A_missing_file_is_an_error() =>
        BundleFiles.Read(("memos.yaml", null)).Errors.ShouldContain(error => error.File == "memos.yaml" && error.Detail.Contains("missing"));

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        BundleFiles.Read(BundleFiles.With("claims.yaml", "text: They did not.", "note: x"), BundleFiles.With("memos.yaml", "data-reduction", "reduction"))
            .Errors.Select(error => error.File).Distinct().ShouldBe(["memos.yaml", "claims.yaml"]);

    [Theory]
    [InlineData("- {key: a", "cannot be read")]
    [InlineData("key: a", "list of entries")]
    [InlineData("", "empty")]
    [InlineData("--- []\n--- []", "more than one")]
    [InlineData("- just words", "named fields")]
    [InlineData("- {key: a, key: b}", "cannot be read")]
    [InlineData("- !!python/object:os.system {}", "tag")]
    [InlineData("- &a [x, *a]", "alias")]
    [InlineData("- *a", "alias")]
    public void Yaml_that_is_broken_or_not_safe_is_refused_with_a_reason(string yaml, string detail) =>
        BundleFiles.Read(("memos.yaml", yaml)).Errors.ShouldContain(error => error.File == "memos.yaml" && error.Detail.Contains(detail));

    [Fact]
    public void Aliases_cannot_unfold_into_more_than_was_written()
    {
        var bomb = "- a: &a [x,x,x,x,x,x,x,x,x]\n  b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n  c: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";

        BundleFiles.Read(("memos.yaml", bomb)).Errors.ShouldContain(error => error.Detail.Contains("*b"));
        BundleFiles.Read(("memos.yaml", $"- a: &a [{string.Join(',', Enumerable.Repeat("x", 500))}]\n  b: *a\n")).Errors.ShouldContain(error => error.Detail.Contains("*a"));
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        BundleFiles.Read(("memos.yaml", new string('[', 5_000))).Errors.ShouldContain(error => error.Detail.Contains("deep"));

    [Theory]
    [MemberData(nameof(Hostile.Encodings), MemberType = typeof(Hostile))]
    public void Another_encoding_is_named_not_guessed(byte[] bytes) =>
        StudyBundle.Read(_ => new MemoryStream(bytes)).Errors.Count(error => error.Detail.Contains("UTF-8")).ShouldBeGreaterThan(9);
}
