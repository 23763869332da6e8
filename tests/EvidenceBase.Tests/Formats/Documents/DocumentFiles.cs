using System.Runtime.CompilerServices;
using System.Text;
using EvidenceBase.Formats;
using EvidenceBase.Formats.Documents;
using Shouldly;

namespace EvidenceBase.Tests.Formats.Documents;

/// <summary>Files to be read, and what reading them gave.</summary>
internal static class DocumentFiles
{
    public static IReadOnlyList<string> All { get; } =
        ["sample.docx", "sample.odt", "sample.rtf", "sample.html", "sample.epub", "sample.pdf", "boxes.docx", "boxes.odt", "boxes.rtf"];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder(), "..", "Data", "documents", name));

    public static Reading<ExtractedText> Read(string name, ReadingLimits? limits = null) => Read(Bytes(name), name, limits: limits);

    public static Reading<ExtractedText> Read(
        byte[] bytes, string name, DocumentFormat? stated = null, string? encoding = null, ReadingLimits? limits = null, TimeProvider? clock = null) =>
        DocumentReader.Read(new MemoryStream(bytes), name, stated, encoding, limits, clock);

    public static Reading<ExtractedText> ReadText(string text, string name) => Read(Encoding.UTF8.GetBytes(text), name);

    public static ExtractedText Taken(this Reading<ExtractedText> reading)
    {
        reading.Errors.ShouldBeEmpty();
        var text = reading.Content.ShouldNotBeNull();
        Holds(text);
        return text;
    }

    public static string Refusal(this Reading<ExtractedText> reading)
    {
        reading.Content.ShouldBeNull();
        return reading.Errors.ShouldHaveSingleItem().Detail;
    }

    /// <summary>The findings as sort and sentence.</summary>
    public static IReadOnlyList<string> Told(this Reading<ExtractedText> reading) =>
        [.. reading.NotUnderstood.Select(finding => $"{finding.Item}: {finding.Detail}")];

    public static string Part(this ExtractedText text, int start, int end) => text.Text.Slice(start, end);

    public static IReadOnlyList<string> Blocks(this ExtractedText text, BlockKind kind) =>
        [.. text.Structure.Blocks.Where(block => block.Kind == kind).Select(block => text.Part(block.Start, block.End))];

    public static IReadOnlyList<(string Speaker, string Speech)> Turns(this ExtractedText text) =>
        [.. text.Structure.Turns.Select(turn => (turn.Speaker, text.Part(turn.SpeechStart, turn.End)))];

    /// <summary>What holds for every text: the positions lie in it and in order.</summary>
    public static void Holds(ExtractedText text)
    {
        var (structure, length) = (text.Structure, text.Text.Length);
        text.Text.Value.ShouldNotContain('\r');
        Ordered(structure.Blocks.Select(block => (block.Start, block.End)), length, apart: true);
        Ordered(structure.Turns.Select(turn => (turn.Start, turn.End)), length, apart: true);
        Ordered(structure.Parts.Select(part => (part.Start, part.End)), length, apart: true);
        Ordered(structure.Cues.Select(cue => (cue.Start, cue.End)), length, apart: true);
        Ordered(structure.Times.Select(mark => (mark.Start, mark.End)), length, apart: true);
        Ordered(structure.Tables.Select(table => (table.Start, table.End)), length, apart: false);
        Ordered(structure.Comments.Select(comment => (comment.Start, comment.End)), length, apart: false);
        structure.Blocks.ShouldAllBe(block => block.Start < block.End && (block.At == null || (block.At >= 0 && block.At <= length)));
        structure.Turns.ShouldAllBe(turn => turn.Start <= turn.SpeechStart && turn.SpeechStart <= turn.End);
        foreach (var table in structure.Tables)
            Ordered(table.Rows.SelectMany(row => row).Select(cell => (cell.Start, cell.End)), table.End, apart: true);
    }

    private static void Ordered(IEnumerable<(int Start, int End)> ranges, int length, bool apart)
    {
        var last = 0;
        foreach (var (start, end) in ranges)
        {
            start.ShouldBeGreaterThanOrEqualTo(last);
            end.ShouldBeInRange(start, length);
            last = apart ? end : start;
        }
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
