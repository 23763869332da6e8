using System.Text;
using CsCheck;
using EvidenceBase.Formats;
using EvidenceBase.Formats.Tables;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats;

public sealed class CsvTableTests
{
    [Fact]
    public void Whatever_stands_in_cells_comes_back() =>
        Gen.OneOf(Gen.String, Hostile.AnyOf("", "a,b", "say \"no\"", "two\nlines", "两岸", " spaced ", "=1+1", "\r\n")).Where(Sayable).Array[3].List[1, 8]
            .Sample(rows =>
            {
                var file = new MemoryStream();
                CsvTable.Write(file, ["row", "x", "y"], rows);
                var table = CsvTable.Read(new MemoryStream(file.ToArray()), "f");
                table.Errors.ShouldBeEmpty();
                table.Content!.Rows.Select(row => row.Cells).ShouldBe(rows);
            });

    [Fact]
    public void Cells_are_found_by_column_and_lines_are_counted()
    {
        var table = Read("row,value\na,1\n\"b\nb\",\nc,3\n").Content!;

        table.Rows.Select(row => (row["row"], row["value"], row.Line)).ShouldBe([("a", "1", 2), ("b\nb", null, 3), ("c", "3", 5)]);
    }

    [Theory]
    [InlineData("", "empty", null)]
    [InlineData("row,a\nx,1,2\n", "3 cells", 2)]
    [InlineData("row,a\nx\n", "1 cells", 2)]
    [InlineData("row,a,a\nx,1,2\n", "Two columns", 1)]
    [InlineData("row,\nx,1\n", "no name", 1)]
    [InlineData("row,a\nx,b\"c\n", "quotation mark", 2)]
    [InlineData("row,a\nx,\"b\"c\n", "quotation mark", 2)]
    [InlineData("row,a\nx,\"b\n", "never closed", 2)]
    public void A_broken_table_is_refused_with_its_line(string csv, string detail, int? line)
    {
        var reading = Read(csv);

        reading.Content.ShouldBeNull();
        reading.Errors.ShouldContain(error => error.Detail.Contains(detail) && error.Line == line);
    }

    [Theory]
    [MemberData(nameof(Hostile.Encodings), MemberType = typeof(Hostile))]
    public void Another_encoding_is_named_not_guessed(byte[] bytes) =>
        CsvTable.Read(new MemoryStream(bytes), "f").Errors.ShouldHaveSingleItem().Detail.ShouldContain("UTF-8");

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_column() =>
        CsvTable.Read(new MemoryStream([.. Encoding.UTF8.Preamble, .. "row\na\n"u8]), "f").Content!.Columns.ShouldBe(["row"]);

    [Fact]
    public void A_file_without_end_is_given_up() =>
        CsvTable.Read(Hostile.Endless((byte)'a'), "f").Errors.ShouldHaveSingleItem().Detail.ShouldContain("larger than");

    /// <summary>Whether a text file can hold it: no NUL, no half of a surrogate pair.</summary>
    private static bool Sayable(string text) =>
        !text.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static Reading<CsvTable> Read(string csv) => CsvTable.Read(Hostile.File(csv), "table.csv");
}
