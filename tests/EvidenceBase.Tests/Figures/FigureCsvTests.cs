using EvidenceBase.Record.Figures;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Figures;

public sealed class FigureCsvTests
{
    [Fact]
    public void Names_head_the_columns_and_what_is_not_stated_stays_empty() =>
        FigureCsv.Write(Tables.Data.Columns, Tables.Data.Rows).ShouldBe("row,city,output,foreign\r\nsuzhou,Suzhou,645,628.0\r\nshenzhen,Shenzhen,911,\r\n");

    [Fact]
    public void Titles_carry_the_units() => FigureCsv.Write(Tables.Data.Columns, [], titles: true)
        .ShouldBe("row,City,Output (billion yuan),Of foreign firms (billion yuan)\r\n");

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData("苏州; “x”", "苏州; “x”")]
    public void What_would_break_a_record_is_quoted(string cell, string written) =>
        FigureCsv.Write([new("c", "C", ColumnType.Text)], [new("r", [cell])]).ShouldBe($"row,c\r\nr,{written}\r\n");
}
