using System.Reflection;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Markdown: the text is the source as it came, marks included, so that what is coded can be found in the file; headings, lists, quotations
/// and code are its structure (CommonMark, read by Markdig).
/// </summary>
internal static partial class MarkdownReader
{
    private static readonly string Version = typeof(Markdown).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;

    private static readonly MarkdownPipeline Pipeline = BlocksOnly();

    public static ExtractedText Read(ReadOnlySpan<byte> bytes, string? encoding, Losses losses, ReadingLimits limits)
    {
        var source = SourceText.Read(bytes, encoding, losses, limits);
        var text = source.Text.Value;
        var lines = PlainTextReader.Structure(text, losses);
        return source.With(
            DocumentFormat.Markdown, new("evidencebase-markdown", $"1 (Markdig {Version})"), lines with { Blocks = Blocks(text, losses) ?? lines.Blocks });
    }

    /// <summary>Null where the nesting is no longer that of a document; then every line is a paragraph.</summary>
    private static List<TextBlock>? Blocks(string text, Losses losses)
    {
        if (!ManyMarks().IsMatch(text))
        {
            try
            {
                var found = new List<(BlockKind Kind, int Offset, int End, int? Level)>();
                Collect(Markdown.Parse(text, Pipeline), 0, false, found);
                return InCodePoints(text, found);
            }
            catch (ArgumentException)
            {
                // Markdig's answer to nesting deeper than it follows.
            }
        }

        losses.Tell("structure", "The Markdown is nested too deeply to be followed; every line was taken for a paragraph.");
        return null;
    }

    private static void Collect(ContainerBlock container, int depth, bool isQuoted, List<(BlockKind Kind, int Offset, int End, int? Level)> found)
    {
        foreach (var block in container)
        {
            if (block is ContainerBlock inner)
            {
                Collect(inner, depth + (inner is ListItemBlock ? 1 : 0), isQuoted || inner is QuoteBlock, found);
                continue;
            }

            if (block.Span.IsEmpty || block is LinkReferenceDefinition)
                continue;
            var (kind, level) = block switch
            {
                HeadingBlock heading => (BlockKind.Heading, heading.Level),
                CodeBlock or HtmlBlock => (BlockKind.Preformatted, (int?)null),
                ThematicBreakBlock => (BlockKind.Paragraph, null),
                _ when isQuoted => (BlockKind.Quotation, null),
                _ when depth > 0 => (BlockKind.ListItem, depth),
                _ => (BlockKind.Paragraph, null),
            };
            found.Add((kind, block.Span.Start, block.Span.End + 1, level));
        }
    }

    private static List<TextBlock> InCodePoints(string text, List<(BlockKind Kind, int Offset, int End, int? Level)> found)
    {
        var blocks = new List<TextBlock>(found.Count);
        var (offset, position) = (0, 0);
        foreach (var (kind, from, to, level) in found.OrderBy(block => block.Offset))
        {
            var start = Math.Clamp(from, offset, text.Length);
            position += TextLines.CodePoints(text.AsSpan(offset, start - offset));
            var end = Math.Clamp(to, start, text.Length);
            var length = TextLines.CodePoints(text.AsSpan(start, end - start));
            if (length > 0)
                blocks.Add(new(kind, position, position + length, level));
            (offset, position) = (end, position + length);
        }

        return blocks;
    }

    /// <summary>No inline is parsed: the structure ends at blocks, and some of the inlines take quadratic time on hostile text.</summary>
    private static MarkdownPipeline BlocksOnly()
    {
        var builder = new MarkdownPipelineBuilder { PreciseSourceLocation = true };
        builder.InlineParsers.Clear();
        builder.BlockParsers.ReplaceOrAdd<ParagraphBlockParser>(new Paragraphs());
        return builder.Build();
    }

    /// <summary>Does not look for definitions of links, which takes quadratic time on a text full of them; here they are paragraphs.</summary>
    private sealed class Paragraphs : ParagraphBlockParser
    {
        public override bool Close(BlockProcessor processor, Block block) => block is not ParagraphBlock paragraph || paragraph.Lines.Count > 0;
    }

    [GeneratedRegex(@"^(?:[ \t]{0,8}(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))){33}", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ManyMarks();
}
