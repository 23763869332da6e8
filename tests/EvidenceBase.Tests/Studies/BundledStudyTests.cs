using EvidenceBase.Formats.Studies;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Studies;

/// <summary>The study that ships with the project: whole, resolved, and as large as the article it is about.</summary>
public sealed class BundledStudyTests
{
    private const int Paragraphs = 63;
    private const int Notes = 74;

    private static readonly Lazy<StudyBundle> Bundle = new(() =>
    {
        var reading = StudyBundle.Read(Path.Combine(BundleFiles.Repository(), "studies", "chen-2014"));
        reading.Errors.ShouldBeEmpty(string.Join('\n', reading.Errors));
        reading.NotUnderstood.ShouldBeEmpty(string.Join('\n', reading.NotUnderstood));
        return reading.Content!;
    });

    [Fact]
    public void The_bundle_is_sound_and_everything_it_names_is_in_it() => Bundle.Value.Study.Slug.ShouldBe("chen-2014");

    [Fact]
    public void It_is_as_large_as_the_article()
    {
        var bundle = Bundle.Value;

        bundle.Interviews.Count.ShouldBe(46);
        bundle.Codes.Count(code => code.Codable).ShouldBeGreaterThanOrEqualTo(40);
        bundle.Claims.Count.ShouldBeGreaterThanOrEqualTo(60);
        bundle.Argument.Steps.Count.ShouldBeGreaterThanOrEqualTo(20);
        Enumerable.Range(1, 3).Select(number => $"Table {number}").Concat(Enumerable.Range(1, 7).Select(number => $"Figure {number}"))
            .Except(bundle.Figures.Select(figure => figure.Label)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_paragraph_stands_in_the_account_once()
    {
        Bundle.Value.Paragraphs.Select(paragraph => paragraph.Number).ShouldBe(Enumerable.Range(1, Paragraphs));
        Bundle.Value.Paragraphs.Where(paragraph => paragraph.Claims.Count == 0 && paragraph.Memos.Count == 0 && string.IsNullOrWhiteSpace(paragraph.Reason))
            .Select(paragraph => paragraph.Number).ShouldBeEmpty("these give neither a claim nor a memo and do not say why");
    }

    [Fact]
    public void Every_note_stands_once_in_the_account_and_where_the_account_has_it()
    {
        Bundle.Value.Notes.Select(note => note.Number).ShouldBe(Enumerable.Range(1, Notes));
        Bundle.Value.Paragraphs.SelectMany(paragraph => paragraph.Notes).Order().ShouldBe(Enumerable.Range(1, Notes));
        var paragraphs = Bundle.Value.Paragraphs.ToDictionary(paragraph => paragraph.Number);
        Bundle.Value.Notes.Where(note => !paragraphs[note.Paragraph].Notes.Contains(note.Number) || paragraphs[note.Paragraph].Section != note.Section)
            .Select(note => note.Number).ShouldBeEmpty("these stand elsewhere in paragraphs.yaml");
    }

    [Fact]
    public void Every_claim_is_listed_by_the_paragraph_it_names_and_by_no_other()
    {
        var listed = Bundle.Value.Paragraphs.SelectMany(paragraph => paragraph.Claims.Select(claim => (claim, paragraph.Number, paragraph.Section)));

        listed.Order().ShouldBe(Bundle.Value.Claims.Select(claim => (claim.Key, claim.Locator.Paragraph ?? 0, claim.Locator.Section!)).Order());
    }

    [Fact]
    public void Every_claim_is_placed_under_a_step() =>
        Bundle.Value.Claims.Select(claim => claim.Key).Except(Bundle.Value.Argument.Steps.SelectMany(step => step.Claims)).ShouldBeEmpty();

    [Fact]
    public void Every_interview_is_cited_by_the_notes_it_names()
    {
        var cited = Bundle.Value.Notes.SelectMany(note => note.Interviews.Select(code => (code, note.Number)));

        cited.Order().ShouldBe(Bundle.Value.Interviews.SelectMany(interview => (interview.Description.Notes ?? []).Select(note => (interview.Code, note))).Order());
    }

    [Fact]
    public void What_is_cited_through_a_note_is_named_by_the_note()
    {
        var notes = Bundle.Value.Notes.ToDictionary(note => note.Number);
        var statements = Bundle.Value.Statements.ToDictionary(statement => statement.Key);

        bool Names(BundledNote note, BundledThing cited) => cited.Kind switch
        {
            Kinds.Source => note.Cites.Any(cite => cite.Source == cited.Key),
            Kinds.Interview => note.Interviews.Contains(cited.Key),
            Kinds.Coding => note.Interviews.Contains(statements[cited.Key].Interview),
            _ => true,
        };

        Bundle.Value.Claims.SelectMany(claim => claim.Evidence.Select(evidence => (claim.Key, evidence)))
            .Where(link => link.evidence.Note is { } note && !Names(notes[note], link.evidence.Cited))
            .Select(link => $"{link.Key}: note {link.evidence.Note} does not name {link.evidence.Cited.Key}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_statement_stands_where_a_note_cites_its_interview()
    {
        var notes = Bundle.Value.Notes.ToDictionary(note => note.Number);

        Bundle.Value.Statements.Where(statement => statement.Locator.Note is { } note && !notes[note].Interviews.Contains(statement.Interview))
            .Select(statement => statement.Key).ShouldBeEmpty();
    }

    [Fact]
    public void No_step_rests_on_itself_however_far_round()
    {
        var rests = Bundle.Value.Argument.Steps.ToDictionary(step => step.Key, step => step.RestsOn.Select(relation => relation.Step).ToList());

        Cycles(rests).ShouldBeEmpty();
    }

    [Fact]
    public void No_claim_is_its_own_support_however_far_round()
    {
        var rests = Bundle.Value.Claims.ToDictionary(
            claim => claim.Key,
            claim => claim.Evidence.Where(evidence => evidence.Cited.Kind == Kinds.Claim && evidence.Stance == Stance.Supports).Select(evidence => evidence.Cited.Key).ToList());

        Cycles(rests).ShouldBeEmpty();
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
