using EvidenceBase.Record.Matrices;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Matrices;

public sealed class MatrixCsvTests
{
    private static readonly Heading[] Codes = [new(Guid.NewGuid(), "gap", "Supply gap, “local”"), new(Guid.NewGuid(), "offshoring", "Offshoring")];
    private static readonly Heading[] Cases = [new(Guid.NewGuid(), "suzhou", "Suzhou"), new(Guid.NewGuid(), "shenzhen", "Shenzhen")];

    [Fact]
    public void Given_a_crosstab_when_it_is_written_then_names_are_quoted_where_they_must_be_and_the_rest_comes_last()
    {
        MatrixCsv.Write(new Crosstab(Codes, Cases, [[1, 2], [3, 4]], [0, 5]))
            .ShouldBe("code,name,suzhou,shenzhen,none\r\ngap,\"Supply gap, “local”\",1,2,0\r\noffshoring,Offshoring,3,4,5\r\n");
    }

    [Fact]
    public void Given_a_co_occurrence_when_it_is_written_then_each_code_says_how_many_codings_it_has() =>
        MatrixCsv.Write(new CoOccurrence(Codes, [[0, 1], [1, 2]], [7, 8])).ShouldBe("code,name,codings,gap,offshoring\r\ngap,\"Supply gap, “local”\",7,0,1\r\noffshoring,Offshoring,8,1,2\r\n");

    [Fact]
    public void Given_a_coverage_when_it_is_written_then_a_line_is_a_document() =>
        MatrixCsv.Write(new Coverage(Codes, [new(Guid.NewGuid(), "D1", "Notes", 2, 100, 30, 3)], [[10], [25]]))
            .ShouldBe("document,title,revision,length,covered,codings,gap,offshoring\r\nD1,Notes,2,100,30,3,10,25\r\n");

    [Fact]
    public void Given_a_saturation_when_it_is_written_then_new_codes_are_counted_and_named() =>
        MatrixCsv.Write([new SaturationStep(new(Guid.NewGuid(), "JS 036", "Interview JS 036"), 4, 2, Codes, 2)])
            .ShouldBe("interview,codings,codes,new,cumulative,new codes\r\nJS 036,4,2,2,2,gap offshoring\r\n");

    [Fact]
    public void Given_steps_by_case_when_they_are_written_then_each_case_has_two_columns() =>
        MatrixCsv.Write(new CaseByStep([new(Guid.NewGuid(), "S1", "A step", "1", "main", null)], Cases, [[1, 0]], [[2, 3]]))
            .ShouldBe("argument,number,step,title,case,suzhou claims,suzhou evidence,shenzhen claims,shenzhen evidence\r\nmain,1,S1,A step,,1,2,0,3\r\n");

    [Fact]
    public void Given_a_frequency_when_it_is_written_then_spans_head_the_columns() =>
        MatrixCsv.Write(new Frequency(Codes[..1], ["2026-01", "2026-02"], [[1, 2]])).ShouldBe("code,name,2026-01,2026-02\r\ngap,\"Supply gap, “local”\",1,2\r\n");
}
