using EvidenceBase.Formats.Studies;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Studies;

/// <summary>The study that ships with the project: whole, resolved, and as large as the article it is about.</summary>
public sealed class BundledStudyTests
{
    private const int Paragraphs = 63;
    private const int Notes = 74;

    private static StudyBundle Bundle => ShippedStudy.Bundle;

    [Fact]
    public void The_bundle_is_sound_and_everything_it_names_is_in_it() => Bundle.Study.Slug.ShouldBe("chen-2014");

    [Fact]
    public void It_is_as_large_as_the_article()
    {
        Bundle.Interviews.Count.ShouldBe(46);
        Bundle.Codes.Count(code => code.Codable).ShouldBeGreaterThanOrEqualTo(40);
        Bundle.Claims.Count.ShouldBeGreaterThanOrEqualTo(60);
        Bundle.Argument.Steps.Count.ShouldBeGreaterThanOrEqualTo(20);
        Enumerable.Range(1, 3).Select(number => $"Table {number}").Concat(Enumerable.Range(1, 7).Select(number => $"Figure {number}"))
            .Except(Bundle.Figures.Select(figure => figure.Label)).ShouldBeEmpty();
    }

    /// <summary>The article's own terms are codes of their own, each with its definition.</summary>
    [Theory]
    [InlineData("group-offshoring")]
    [InlineData("local-content")]
    [InlineData("dragons-head")]
    [InlineData("guerrilla-investors")]
    [InlineData("san-lai-yi-bu")]
    [InlineData("ji-mao-jie-he")]
    [InlineData("license-leasing")]
    [InlineData("supply-gap")]
    [InlineData("upgrading-incentive")]
    public void The_terms_of_the_article_are_codes(string key) =>
        Bundle.Codes.Single(code => code.Key == key).ShouldSatisfyAllConditions(
            code => code.Definition.ShouldNotBeNullOrWhiteSpace(), code => code.Include.ShouldNotBeNull(), code => code.Exclude.ShouldNotBeNull());

    [Fact]
    public void Every_paragraph_stands_in_the_account_once()
    {
        Bundle.Paragraphs.Select(paragraph => paragraph.Number).OfType<int>().ShouldBe(Enumerable.Range(1, Paragraphs));
        Bundle.Paragraphs.Select(paragraph => paragraph.Part).OfType<string>().ShouldBe(
            ["Abstract", "Keywords", "Acknowledgments", "Declaration of Conflicting Interests", "Funding", "Author Biography"]);
        Bundle.Paragraphs.Where(paragraph => paragraph.Claims.Count == 0 && paragraph.Memos.Count == 0 && string.IsNullOrWhiteSpace(paragraph.Reason))
            .Select(paragraph => paragraph.Name).ShouldBeEmpty("these give neither a claim nor a memo and do not say why");
    }

    [Fact]
    public void Every_note_stands_once_in_the_account_and_where_the_account_has_it()
    {
        Bundle.Notes.Select(note => note.Number).ShouldBe(Enumerable.Range(1, Notes));
        Bundle.Paragraphs.SelectMany(paragraph => paragraph.Notes).Order().ShouldBe(Enumerable.Range(1, Notes));
        var paragraphs = Bundle.Paragraphs.Where(paragraph => paragraph.Number is not null).ToDictionary(paragraph => paragraph.Number!.Value);
        Bundle.Notes.Where(note => !paragraphs[note.Paragraph].Notes.Contains(note.Number) || paragraphs[note.Paragraph].Section != note.Section)
            .Select(note => note.Number).ShouldBeEmpty("these stand elsewhere in paragraphs.yaml");
    }

    [Fact]
    public void Every_claim_is_listed_by_the_paragraph_it_names_and_by_no_other()
    {
        var listed = Bundle.Paragraphs.SelectMany(paragraph => paragraph.Claims.Select(claim => (claim, paragraph.Number ?? 0, paragraph.Section)));

        listed.Order().ShouldBe(Bundle.Claims.Select(claim => (claim.Key, claim.Locator.Paragraph ?? 0, claim.Locator.Section!)).Order());
    }

    [Fact]
    public void Every_claim_memo_and_piece_of_evidence_leads_back_to_a_place_that_the_account_has()
    {
        var paragraphs = Bundle.Paragraphs.Select(paragraph => (paragraph.Section, paragraph.Number)).ToHashSet();
        var notes = Bundle.Notes.ToDictionary(note => note.Number, note => note.Paragraph);
        var places = new EvidencePlaces(Bundle);
        IEnumerable<(string Of, Locator? At)> all =
        [
            .. Bundle.Claims.Select(claim => (claim.Key, (Locator?)claim.Locator)),
            .. Bundle.Claims.SelectMany(claim => claim.Evidence.Select(evidence => ($"{claim.Key}, {evidence.Cited.Key}", (Locator?)places.Of(claim, evidence)))),
            .. Bundle.Claims.SelectMany(claim => claim.Absences.Select(absence => ($"{claim.Key}, absence", absence.Locator))),
            .. Bundle.Memos.Select(memo => (memo.Key, memo.Locator)),
            .. Bundle.Statements.Select(statement => (statement.Key, (Locator?)statement.Locator)),
        ];

        all.Where(one => one.At?.Section is not { } section || !paragraphs.Contains((section, one.At.Paragraph))
                || (one.At.Note is { } note && notes[note] != one.At.Paragraph))
            .Select(one => $"{one.Of}: {one.At}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_claim_is_placed_under_a_step() =>
        Bundle.Claims.Select(claim => claim.Key).Except(Bundle.Argument.Steps.SelectMany(step => step.Claims)).ShouldBeEmpty();
}
