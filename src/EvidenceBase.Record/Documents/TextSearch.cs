using System.Text;
using System.Text.RegularExpressions;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Documents;

/// <summary>Where words were found, in code points; end exclusive.</summary>
/// <param name="Line">In which they begin, 1-based.</param>
public readonly record struct TextPlace(int Start, int End, int Line);

/// <summary>
/// Finds words in texts: one behind the other with any white space between, large or small letters alike, composed or decomposed alike (a letter
/// without its accent is another letter). The time it takes grows with the text and with nothing else.
/// </summary>
public sealed class TextSearch
{
    private const int LongestQuery = 200;

    private readonly Regex words;

    private TextSearch(Regex words) => this.words = words;

    /// <param name="query">One or more words.</param>
    /// <param name="areWhole">Whether no letter or digit may stand before or behind them.</param>
    public static (TextSearch? Search, Problem? Problem) Of(string? query, bool areWhole)
    {
        if (string.IsNullOrWhiteSpace(query) || query.Length > LongestQuery || query.EnumerateRunes().Contains(Rune.ReplacementChar))
        {
            return (null, new(
                ProblemKind.Malformed, "malformed-query", $"“q” has the words to be found, at most {LongestQuery} characters of Unicode text.", "q"));
        }

        var pattern = string.Join(@"(?>\s+)", query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Forms));
        var bounded = areWhole ? $@"(?<![\p{{L}}\p{{N}}]){pattern}(?![\p{{L}}\p{{N}}\p{{M}}])" : $@"{pattern}(?!\p{{M}})";
        return (new(new(bounded, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)), null);
    }

    /// <summary>In the order of the text; places do not overlap.</summary>
    /// <param name="from">The position from which they are looked for.</param>
    public IEnumerable<TextPlace> In(CanonicalText text, int from = 0)
    {
        var (line, counted) = (1, 0);
        for (var match = words.Match(text.Value, text.Offset(from)); match.Success; match = match.NextMatch())
        {
            line += text.Value.AsSpan(counted, match.Index - counted).Count('\n');
            counted = match.Index;
            yield return new(text.Position(match.Index), text.Position(match.Index + match.Length), line);
        }
    }

    private static string Forms(string word) =>
        $"(?>{string.Join('|', new[] { word, word.Normalize(NormalizationForm.FormC), word.Normalize(NormalizationForm.FormD) }.Distinct(StringComparer.Ordinal).Select(Regex.Escape))})";
}
