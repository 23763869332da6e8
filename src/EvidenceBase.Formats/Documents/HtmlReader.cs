using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace EvidenceBase.Formats.Documents;

/// <summary>HTML, read as browsers do (by AngleSharp): the text that is shown, white space collapsed, one line a block. No script runs, nothing is fetched.</summary>
internal static partial class HtmlReader
{
    private const int MostElements = 1_000_000;
    private const int PrescannedBytes = 4096;

    /// <summary>The attributes that are looked at, here or by the parser itself. Others are not kept: a page may give an element any number of them.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Attributes = FrozenSet
        .Create(StringComparer.OrdinalIgnoreCase, "id", "href", "hidden", "style", "role", "epub:type", "type", "encoding", "color", "face", "size")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static string LibraryVersion { get; } = typeof(HtmlParser).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;

    public static ExtractedText Read(ReadOnlySpan<byte> bytes, string? encoding, Losses losses, ReadingLimits limits)
    {
        var source = Source(bytes, encoding, losses, limits);
        var flow = new Flow(limits, losses);
        new HtmlBody(flow).Document(Parse(source.Text.Value, limits));
        flow.End();
        return FlowText.Of(flow, DocumentFormat.Html, new("evidencebase-html", $"1 (AngleSharp {LibraryVersion})"), source.Encoding);
    }

    /// <summary>The characters of the file; it may name its own encoding.</summary>
    public static SourceText Source(ReadOnlySpan<byte> bytes, string? encoding, Losses losses, ReadingLimits limits)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, PrescannedBytes)]);
        var named = Charset().Match(head) is { Success: true } match ? match.Groups[1].Value : null;
        if (named?.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) == true)
            named = "utf-8";
        return SourceText.Read(bytes, encoding ?? named, losses, limits);
    }

    /// <exception cref="RefusedException">It is nested deeper, or has more elements, than any document.</exception>
    public static IHtmlDocument Parse(string html, ReadingLimits limits)
    {
        IElement? last = null;
        var count = 0;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            OnCreated = (element, _) =>
            {
                limits.CheckTime();
                if (++count > MostElements)
                    throw new RefusedException($"The HTML has more than {MostElements} elements. Split the file and deposit its parts.");
                CheckDepth(last, limits.Depth);
                last = element;
            },
            ShouldEmitAttribute = static (ref _, name) => Attributes.Contains(name.Span),
        });
        return parser.ParseDocument(html);
    }

    /// <summary>The parser takes quadratic time on deep nesting, so it is stopped while it reads.</summary>
    private static void CheckDepth(INode? node, int most)
    {
        for (var depth = 0; node is not null; node = node.Parent, depth++)
        {
            if (depth > most)
                throw new RefusedException($"The HTML is nested more than {most} deep, which no document is. Save it anew, or send its text.");
        }
    }

    [GeneratedRegex("""(?:<meta\s[^>]*?charset\s*=\s*|\A\s*<\?xml\s[^>]*?encoding\s*=\s*)["']?([A-Za-z0-9_:.\-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
