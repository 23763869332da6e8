using System.Text.RegularExpressions;

namespace EvidenceBase.Record.Sources;

/// <summary>
/// Titles as Chicago sets them: works that stand alone in italics, parts of works in quotation marks, translations in brackets behind.
/// </summary>
internal static partial class ChicagoTitles
{
    public static RichText Italic(Source source) => WithCompanions(source, Italic(Main(source)));

    public static RichText Quoted(Source source) => WithCompanions(source, Quote(Main(source)));

    public static RichText Roman(Source source) => WithCompanions(source, Set(Main(source), italic: false));

    public static RichText Italic(string? title) => string.IsNullOrWhiteSpace(title) ? RichText.Empty : Set(title, italic: !IsDescription(title));

    public static RichText Quote(string title)
    {
        if (IsDescription(title))
            return Set(title, italic: false);
        var text = Set(DoubleQuote().Replace(Typography.Curl(title), match => match.Value == "“" ? "‘" : "’"), italic: false);
        return new RichText($"“{text.Text}”", Merge([new TextRun("“"), .. text.Runs, new TextRun("”")]));
    }

    /// <summary>The given short title, or the title up to its subtitle, without a leading article.</summary>
    public static string Short(Source source)
    {
        if (!string.IsNullOrWhiteSpace(source.Item.TitleShort))
            return source.Item.TitleShort;
        var title = Main(source);
        if (IsDescription(title))
            return title;
        var subtitle = Subtitle().Match(title);
        var main = subtitle.Success ? title[..subtitle.Index] + (subtitle.Value[0] is '?' or '!' ? subtitle.Value[..1] : "") : title;
        return LeadingArticle().Replace(main, "") is { Length: > 0 } shortened ? shortened : title;
    }

    /// <summary>The title the work bears: where only the translation came as the title, the original is put first.</summary>
    private static string Main(Source source) =>
        source.Annotations.TitleIsTranslation && source.Item.OriginalTitle is { Length: > 0 } original ? original : source.Item.Title ?? "";

    /// <summary>What stands in brackets in place of a title only describes the work and is set as plain text.</summary>
    private static bool IsDescription(string title) => title.StartsWith('[') && title.EndsWith(']');

    private static RichText WithCompanions(Source source, RichText title)
    {
        var (item, annotations) = (source.Item, source.Annotations);
        var translated = annotations.TranslatedTitle
            ?? (annotations.TitleIsTranslation && item.OriginalTitle is { Length: > 0 } ? item.Title : null);
        var script = annotations.OriginalScriptTitle == item.Title ? null : annotations.OriginalScriptTitle;
        return new RichTextBuilder().Add("", title).Add(" ", script)
            .Add(" ", translated is null ? null : $"[{Typography.Curl(StripTags(translated))}]").Build();
    }

    /// <summary>The italic tags that CSL allows in titles turn the look round; scripts that have no italics stay upright.</summary>
    private static RichText Set(string title, bool italic)
    {
        var runs = new List<TextRun>();
        var look = italic;
        foreach (var part in ItalicTag().Split(Typography.Curl(title)))
        {
            if (ItalicTag().IsMatch(part))
                look = part[1] == '/' ? italic : !italic;
            else if (StripTags(part) is { Length: > 0 } text)
                runs.Add(new TextRun(text, look && !Upright().IsMatch(text)));
        }

        return new RichText(string.Concat(runs.Select(run => run.Text)), Merge(runs));
    }

    private static List<TextRun> Merge(IReadOnlyList<TextRun> runs)
    {
        var merged = new List<TextRun>();
        foreach (var run in runs)
        {
            if (merged.Count > 0 && merged[^1].Italic == run.Italic)
                merged[^1] = run with { Text = merged[^1].Text + run.Text };
            else
                merged.Add(run);
        }

        return merged;
    }

    private static string StripTags(string text) => Tag().Replace(text, "");

    [GeneratedRegex("[“”]")]
    private static partial Regex DoubleQuote();

    [GeneratedRegex("(</?i>)")]
    private static partial Regex ItalicTag();

    [GeneratedRegex("</?(?:i|b|sc|sub|sup)>|<span[^>]{0,100}>|</span>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsHangulSyllables}\p{IsArabic}\p{IsHebrew}\p{IsThai}]")]
    private static partial Regex Upright();

    [GeneratedRegex(@": |：|; |(?<=\w)[?!] (?=\w)")]
    private static partial Regex Subtitle();

    [GeneratedRegex("^(?:The|An|A) (?=.)")]
    private static partial Regex LeadingArticle();
}
