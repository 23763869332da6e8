using System.Globalization;
using System.Text.Json;
using EvidenceBase.Formats.Tables;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

internal static class InterviewsCsv
{
    private static readonly string[] Columns =
        ["code", "series", "province", "locality", "role", "organisation", "period", "language", "confidentiality", "consent", "notes", "said"];

    private static readonly Dictionary<string, Confidentiality> Words =
        Enum.GetValues<Confidentiality>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()), value => value);

    public static IReadOnlyList<BundledInterview> Read(Stream stream, string file, List<Finding> errors)
    {
        var table = CsvTable.Read(stream, file);
        errors.AddRange(table.Errors);
        if (table.Content is not { } content)
            return [];
        if (content.Columns.SequenceEqual(Columns))
            return [.. content.Rows.Select(row => Interview(row, file, errors))];
        errors.Add(new Finding(file, null, null, $"The first line must read: {string.Join(",", Columns)}", 1));
        return [];
    }

    private static BundledInterview Interview(CsvTableRow row, string file, List<Finding> errors)
    {
        void Error(string field, string detail) => errors.Add(new Finding(file, row["code"], field, detail, row.Line));

        if (!HumanKey.IsValid(row["code"]))
            Error("code", $"“{row["code"]}” is not an interview's code. {HumanKey.Rule}");
        Confidentiality? confidentiality = null;
        if (row["confidentiality"] is { } word)
        {
            if (Words.TryGetValue(word, out var known))
                confidentiality = known;
            else
                Error("confidentiality", $"“{word}” is none of {string.Join(", ", Words.Keys)}.");
        }

        var notes = new List<int>();
        foreach (var note in (row["notes"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(note, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                notes.Add(number);
            else
                Error("notes", $"“{note}” is not the number of a note. Numbers are separated by spaces.");
        }

        var description = new InterviewDescription(
            row["series"],
            row["province"],
            row["locality"],
            row["role"],
            row["organisation"],
            row["period"],
            row["language"],
            confidentiality,
            notes);
        return new BundledInterview(row["code"] ?? "", description, row["consent"], row["said"]);
    }
}
