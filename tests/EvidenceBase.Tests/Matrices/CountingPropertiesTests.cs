using CsCheck;
using EvidenceBase.Record.Matrices;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Matrices;

/// <summary>Every matrix against counting the same by hand, coding by coding, over sets of code points.</summary>
public sealed class CountingPropertiesTests
{
    [Fact]
    public void Code_by_case_is_what_counting_by_hand_gives() => CodedExample.Any.Sample(
        example =>
        {
            var crosstab = Crosstab.CodeByCase(example.Counting());

            Each(crosstab.Rows, crosstab.Columns.Count, (code, row, column) => crosstab.Cells[row][column].ShouldBe(
                example.Standing().Count(one => one.Codes.Contains(code) && one.Cases.Contains(column))));
            Each(crosstab.Rows, 1, (code, row, _) => crosstab.Outside![row].ShouldBe(example.Standing().Count(one => one.Codes.Contains(code) && one.Cases.Length == 0)));
        },
        iter: 300);

    [Fact]
    public void Code_by_interview_is_what_counting_by_hand_gives() => CodedExample.Any.Sample(
        example =>
        {
            var crosstab = Crosstab.CodeByInterview(example.Counting(), CodedExample.Interviews);

            Each(crosstab.Rows, 2, (code, row, column) => crosstab.Cells[row][column].ShouldBe(
                example.Standing().Count(one => one.Codes.Contains(code) && one.Coding.Interview == column)));
            Each(crosstab.Rows, 1, (code, row, _) => crosstab.Outside![row].ShouldBe(
                example.Standing().Count(one => one.Codes.Contains(code) && one.Coding.Interview is null)));
        },
        iter: 300);

    [Fact]
    public void Co_occurrence_is_what_comparing_all_pairs_gives() => Gen.Select(CodedExample.Any, Gen.Enum<Relation>(), Gen.Int[0, 10], Gen.Bool).Sample(
        (example, relation, within, across) =>
        {
            var matrix = CoOccurrence.Count(example.Counting(), relation, within, across);

            var expected = ByHand(example, relation, within, across);
            Each(matrix.Codes, matrix.Codes.Count, (code, row, column) =>
                matrix.Cells[row][column].ShouldBe(expected.GetValueOrDefault((code, Number(matrix.Codes[column]))), $"{relation} {code} {matrix.Codes[column].Key}"));
            Each(matrix.Codes, 1, (code, row, _) => matrix.Codings[row].ShouldBe(example.Standing().Count(one => one.Codes.Contains(code))));
        },
        iter: 500);

    [Fact]
    public void Coverage_is_the_size_of_the_union() => CodedExample.Any.Sample(
        example =>
        {
            var coverage = Coverage.Count(example.Counting());

            foreach (var (column, document) in coverage.Columns.Index())
            {
                var coded = example.Standing().Where(one => one.Coding.Document == column).ToList();
                document.Length.ShouldBe(example.LengthOf(column));
                document.Codings.ShouldBe(coded.Count);
                document.Covered.ShouldBe(Union(coded));
                Each(coverage.Rows, 1, (code, row, _) => coverage.Cells[row][column].ShouldBe(Union(coded.Where(one => one.Codes.Contains(code)))));
            }

            int Union(IEnumerable<(MadeCoding Coding, int[] Codes, int[] Cases)> codings) => codings.SelectMany(one => example.Points(one.Coding)).Distinct().Count();
        },
        iter: 300);

    [Fact]
    public void Saturation_adds_up_to_the_codes_there_are() => CodedExample.Any.Sample(
        example =>
        {
            var steps = Saturation.Count(example.Counting(), CodedExample.Interviews);

            var seen = new HashSet<int>();
            foreach (var (number, step) in steps.Index())
            {
                var codes = example.Standing().Where(one => one.Coding.Interview == number).SelectMany(one => one.Codes).ToHashSet();
                step.Codes.ShouldBe(codes.Count);
                step.New.Select(Number).ShouldBe(codes.Except(seen), ignoreOrder: true);
                seen.UnionWith(codes);
                step.Cumulative.ShouldBe(seen.Count);
            }
        },
        iter: 300);

    [Fact]
    public void Frequency_puts_every_coding_into_the_last_span_that_had_begun() => Gen.Select(CodedExample.Any, Gen.Long[1, 30].Array[1, 5]).Sample(
        (example, begins) =>
        {
            var spans = begins.Order().Select((first, number) => new TimeSpanOfRecord($"{number}", number == 0 ? 0 : first)).ToList();
            var frequency = Frequency.Count(example.Counting(), spans);

            Each(frequency.Rows, spans.Count, (code, row, column) => frequency.Cells[row][column].ShouldBe(
                example.Standing().Count(one => one.Codes.Contains(code) && spans.FindLastIndex(span => span.First <= one.Coding.From) == column)));
        },
        iter: 300);

    [Fact]
    public void A_filter_counts_what_is_left_when_all_else_is_taken_away() => Gen.Select(CodedExample.Any, Gen.Int[0, 4]).Sample(
        (example, by) =>
        {
            var (filter, takes) = by switch
            {
                0 => (CodedExample.Filter(layer: "ben"), (Func<MadeCoding, int[], bool>)((coding, _) => coding.Layer == 1)),
                1 => (CodedExample.Filter(document: 0), (coding, _) => coding.Document == 0),
                2 => (CodedExample.Filter(interview: 0), (coding, _) => coding.Interview == 0),
                3 => (CodedExample.Filter(inCase: 1), (_, cases) => cases.Contains(1)),
                _ => (CodedExample.Filter(layer: "nobody"), (_, _) => false),
            };
            var crosstab = Crosstab.CodeByInterview(example.Counting(filter), CodedExample.Interviews);

            Each(crosstab.Rows, 1, (code, row, _) => (crosstab.Cells[row].Sum() + crosstab.Outside![row]).ShouldBe(
                example.Standing().Count(one => one.Codes.Contains(code) && takes(one.Coding, one.Cases))));
        },
        iter: 300);

    [Fact]
    public void Codes_that_are_asked_for_come_with_those_under_them_and_through_merges() => CodedExample.Any.Sample(
        example =>
        {
            Rows(example.Counting(codes: [0])).ShouldBe(["c0", "c3"]);
            Rows(example.Counting(codes: [0], alone: true)).ShouldBe(["c0"]);
            Rows(example.Counting(codes: [5])).ShouldBe([example.Merged ? "c1" : "c5"]);
            Rows(example.Counting()).ShouldBe(example.Merged ? ["c0", "c3", "c1", "c2", "c4"] : ["c0", "c3", "c1", "c2", "c4", "c5"]);
        },
        iter: 20);

    private static Dictionary<(int, int), int> ByHand(CodedExample example, Relation relation, int within, bool across)
    {
        var cells = new Dictionary<(int, int), int>();
        var codings = example.Standing().ToList();
        foreach (var (i, one) in codings.Index())
        {
            if (one.Coding.Document is null && relation is Relation.Overlap or Relation.Exact)
            {
                foreach (var (a, b) in one.Codes.SelectMany((a, at) => one.Codes.Skip(at + 1).Select(b => (a, b))))
                    Both(a, b);
            }

            foreach (var other in codings.Skip(i + 1).Where(other =>
                one.Coding.Document is not null && other.Coding.Document == one.Coding.Document && (across || other.Coding.Layer == one.Coding.Layer)))
            {
                var (p, q) = (example.Points(one.Coding), example.Points(other.Coding));
                var (a, b) = (one.Codes[0], other.Codes[0]);
                if (relation == Relation.Overlap ? p.Overlaps(q) : relation == Relation.Exact && p.SetEquals(q))
                    Both(a, b);
                else if (relation == Relation.Proximity && !p.Overlaps(q) && Math.Max(q.Min() - p.Max(), p.Min() - q.Max()) - 1 <= within)
                    Both(a, b);
                else if (relation == Relation.Inclusion && p.IsProperSupersetOf(q))
                    Add(a, b);
                else if (relation == Relation.Inclusion && q.IsProperSupersetOf(p))
                    Add(b, a);
            }
        }

        return cells;

        void Add(int a, int b) => cells[(a, b)] = cells.GetValueOrDefault((a, b)) + 1;

        void Both(int a, int b)
        {
            Add(a, b);
            if (a != b)
                Add(b, a);
        }
    }

    private static void Each(IReadOnlyList<Heading> rows, int columns, Action<int, int, int> check)
    {
        foreach (var (row, heading) in rows.Index())
        {
            for (var column = 0; column < columns; column++)
                check(Number(heading), row, column);
        }
    }

    private static IEnumerable<string> Rows(Counting counting) => counting.Codes.Headings.Select(heading => heading.Key);

    private static int Number(Heading heading) => heading.Key[1] - '0';
}
