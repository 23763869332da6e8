using System.Text;

namespace EvidenceBase.Record.Kernel;

/// <summary>Records of a CSV file: RFC 4180, CR LF after every record, UTF-8 when encoded; a field is quoted where it has to be.</summary>
public static class Csv
{
    public static StringBuilder Record(StringBuilder text, IEnumerable<string?> fields) => text.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    private static string? Field(string? field) =>
        field?.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
