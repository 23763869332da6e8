using System.Text.RegularExpressions;

namespace EvidenceBase.Record.Sources;

/// <summary>Names as Chicago sets them: in notes given name first and “et al.” from four on, in bibliographies the first one inverted.</summary>
internal static partial class ChicagoNames
{
    private const int MostInNotes = 3;
    private const int MostInBibliography = 10;
    private const int ShownOfMany = 7;

    /// <summary>
    /// Who the work is by: its authors, else its editors, else its translators, with what they did. The editors and translators of a part of
    /// a book are those of the book and do not stand for its author.
    /// </summary>
    public static string? By(CslItem item, Func<IReadOnlyList<CslName>?, string?> list)
    {
        if (list(item.Author) is { } authors)
            return authors;
        if (ChicagoForms.Of(item) == ChicagoForm.Chapter)
            return null;
        if (list(item.Editor) is { } editors)
            return $"{editors}, {(item.Editor is [_] ? "ed." : "eds.")}";
        return list(item.Translator) is { } translators ? $"{translators}, trans." : null;
    }

    /// <summary>The same without what they did, as short notes have it.</summary>
    public static string? ShortBy(CslItem item) => ChicagoForms.Of(item) == ChicagoForm.Chapter
        ? List(item.Author, Family)
        : List(item.Author, Family) ?? List(item.Editor, Family) ?? List(item.Translator, Family);

    public static bool LeadsWithTranslators(CslItem item) =>
        item.Author is not { Count: > 0 } && item.Editor is not { Count: > 0 } && ChicagoForms.Of(item) != ChicagoForm.Chapter;

    public static string? InNote(IReadOnlyList<CslName>? names) => List(names, InOrder);

    public static string? InBibliography(IReadOnlyList<CslName>? names)
    {
        if (names is not [var first, ..])
            return null;
        return names.Count > MostInBibliography
            ? $"{string.Join(", ", [Inverted(first), .. names.Skip(1).Take(ShownOfMany - 1).Select(InOrder)])}, et al."
            : Series([Inverted(first), .. names.Skip(1).Select(InOrder)], invertedFirst: true);
    }

    private static string? List(IReadOnlyList<CslName>? names, Func<CslName, string> form) => names switch
    {
        null or [] => null,
        [var first, ..] when names.Count > MostInNotes => $"{form(first)} et al.",
        _ => Series([.. names.Select(form)]),
    };

    private static string Series(string[] names, bool invertedFirst = false) => names switch
    {
        [.. var before, "et al." or "others"] => $"{string.Join(", ", before)}{(invertedFirst && before.Length == 1 ? "," : "")} et al.",
        [var only] => only,
        [var one, var other] => invertedFirst ? $"{one}, and {other}" : $"{one} and {other}",
        [.. var before, var last] => $"{string.Join(", ", before)}, and {last}",
        _ => "",
    };

    private static string InOrder(CslName name)
    {
        if (name.Literal is { } literal)
            return literal;
        if (IsEastAsian(name))
            return name.Family + name.Given;
        var suffix = name.Suffix is null ? "" : $" {name.Suffix}";
        return string.Join(' ', Present(name.Given, name.DroppingParticle, name.NonDroppingParticle, name.Family)) + suffix;
    }

    private static string Inverted(CslName name)
    {
        if (name.Literal is not null || name.Family is null || IsEastAsian(name))
            return InOrder(name);
        var family = string.Join(' ', Present(name.NonDroppingParticle, name.Family));
        var given = string.Join(' ', Present(name.Given, name.DroppingParticle));
        return string.Join(", ", Present(family, given, name.Suffix));
    }

    private static string Family(CslName name) =>
        name.Literal ?? (name.Family is null ? InOrder(name) : string.Join(' ', Present(name.NonDroppingParticle, name.Family)));

    private static IEnumerable<string> Present(params IEnumerable<string?> parts) => parts.Where(part => !string.IsNullOrWhiteSpace(part))!;

    /// <summary>Names in Chinese, Japanese or Korean script stand family name first, unspaced, in notes and lists alike.</summary>
    private static bool IsEastAsian(CslName name) =>
        name.Family is { } family && name.Given is { } given && EastAsian().IsMatch(family) && EastAsian().IsMatch(given);

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsHangulSyllables}]+$")]
    private static partial Regex EastAsian();
}
