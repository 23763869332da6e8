using EvidenceBase.Formats.Studies;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Studies;

/// <summary>What the notes of the article cite and explain, and what the shipped study makes of it.</summary>
public sealed class BundledNotesTests
{
    private static StudyBundle Bundle => ShippedStudy.Bundle;

    [Fact]
    public void Every_interview_is_cited_by_the_notes_it_names()
    {
        var cited = Bundle.Notes.SelectMany(note => note.Interviews.Select(code => (code, note.Number)));

        cited.Order().ShouldBe(Bundle.Interviews.SelectMany(interview => (interview.Description.Notes ?? []).Select(note => (interview.Code, note))).Order());
    }

    [Fact]
    public void Every_source_is_cited_by_a_note_or_stands_under_a_table_or_figure_and_names_its_first_note()
    {
        var first = Bundle.Notes.SelectMany(note => note.Cites.Select(cite => (cite.Source, note.Number)))
            .GroupBy(cite => cite.Source).ToDictionary(cites => cites.Key, cites => (int?)cites.Min(cite => cite.Number));
        var drawn = Bundle.Figures.SelectMany(figure => figure.Sources.Select(source => source.Source)).ToHashSet();

        Bundle.Sources.Where(source => first.GetValueOrDefault(source.Key) is { } note
                ? source.Annotations.FirstNote != note
                : source.Annotations.FirstNote is not null || !drawn.Contains(source.Key))
            .Select(source => source.Key).ShouldBeEmpty();
    }

    /// <summary>What a note names in short form and no note in full cannot be whole.</summary>
    [Fact]
    public void A_source_that_no_note_cites_in_full_is_incomplete_and_says_what_is_missing()
    {
        var full = Bundle.Notes.SelectMany(note => note.Cites).Where(cite => cite.Form == CitationForm.InFull).Select(cite => cite.Source).ToHashSet();

        Bundle.Sources.Where(source => !full.Contains(source.Key) && !source.Annotations.Incomplete).Select(source => source.Key).ShouldBeEmpty();
        Bundle.Sources.Where(source => source.Annotations is { Incomplete: true, Missing.Count: 0 } or { Incomplete: true, Why: null })
            .Select(source => source.Key).ShouldBeEmpty();
        // Without the extent of an article, or of a chapter, a source of that kind is not whole.
        Bundle.Sources.Where(source => source.Item is { Type: "article-journal" or "chapter", Page: null } && !source.Annotations.Missing.Contains("page range"))
            .Select(source => source.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_a_note_cites_is_evidence_of_a_claim_through_that_note_and_whatever_it_explains_is_a_memo_at_it()
    {
        var statements = Bundle.Statements.ToDictionary(statement => statement.Key);
        var linked = Bundle.Claims.SelectMany(claim => claim.Evidence).Where(evidence => evidence.Note is not null)
            .Select(evidence => (evidence.Note!.Value, evidence.Cited.Kind == Kinds.Coding ? statements[evidence.Cited.Key].Interview : evidence.Cited.Key)).ToHashSet();
        var memos = Bundle.Memos.ToDictionary(memo => memo.Key);

        Bundle.Notes.SelectMany(note => note.Cites.Select(cite => cite.Source).Concat(note.Interviews).Select(cited => (note.Number, cited)))
            .Except(linked).ShouldBeEmpty();
        Bundle.Notes.Where(note => note.Memo is { } memo && memos[memo].Locator != new Locator(note.Section, note.Paragraph, note.Number))
            .Select(note => note.Number).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_cited_through_a_note_is_named_by_the_note()
    {
        var notes = Bundle.Notes.ToDictionary(note => note.Number);
        var statements = Bundle.Statements.ToDictionary(statement => statement.Key);

        bool Names(BundledNote note, BundledThing cited) => cited.Kind switch
        {
            Kinds.Source => note.Cites.Any(cite => cite.Source == cited.Key),
            Kinds.Interview => note.Interviews.Contains(cited.Key),
            Kinds.Coding => note.Interviews.Contains(statements[cited.Key].Interview),
            _ => true,
        };

        Bundle.Claims.SelectMany(claim => claim.Evidence.Select(evidence => (claim.Key, evidence)))
            .Where(link => link.evidence.Note is { } note && !Names(notes[note], link.evidence.Cited))
            .Select(link => $"{link.Key}: note {link.evidence.Note} does not name {link.evidence.Cited.Key}").ShouldBeEmpty();
    }

    /// <summary>The extent of an article is no place cited in it: it stands with the source.</summary>
    [Fact]
    public void Evidence_cites_the_pages_that_its_note_cites()
    {
        var notes = Bundle.Notes.ToDictionary(note => note.Number);
        var extents = Bundle.Sources.ToDictionary(source => source.Key, source => Plain(source.Item.Page));

        var links = Bundle.Claims.SelectMany(claim => claim.Evidence.Select(evidence => (claim.Key, Evidence: evidence)))
            .Where(link => link.Evidence.Cited.Kind == Kinds.Source && link.Evidence.Note is not null && link.Evidence.Judgement == Judgement.Article);

        links.Where(link =>
            {
                var (cited, pages) = (link.Evidence.Cited.Key, Plain(link.Evidence.Pinpoint?.Pages));
                return pages != Plain(notes[link.Evidence.Note!.Value].Cites.Single(cite => cite.Source == cited).At) || (pages is not null && pages == extents[cited]);
            })
            .Select(link => $"{link.Key}: {link.Evidence.Cited.Key}").ShouldBeEmpty();

        static string? Plain(string? pages) => pages?.Replace('–', '-');
    }

    [Fact]
    public void Every_statement_stands_where_a_note_cites_its_interview()
    {
        var notes = Bundle.Notes.ToDictionary(note => note.Number);

        Bundle.Statements.Where(statement => statement.Locator.Note is { } note && !notes[note].Interviews.Contains(statement.Interview))
            .Select(statement => statement.Key).ShouldBeEmpty();
    }
}
