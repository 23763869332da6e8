using System.Text;
using Microsoft.Net.Http.Headers;

namespace EvidenceBase.Platform.Http;

/// <summary>Files that a browser saves and does not show.</summary>
public static class Download
{
    private const int LongestName = 100;

    /// <param name="name">What the file is about, as people named it.</param>
    /// <param name="extension">With the dot. It is not taken from the name.</param>
    public static IResult Of(byte[] content, string contentType, string name, string extension, EntityTagHeaderValue? entityTag = null) =>
        TypedResults.Bytes(content, contentType, FileName(name, extension), entityTag: entityTag);

    /// <summary>
    /// A name that means nothing to any file system and shows its extension for what it is: letters and digits of all languages, and dashes
    /// for everything else but single dots, underscores and spaces within.
    /// </summary>
    public static string FileName(string name, string extension)
    {
        var safe = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (safe.Length >= LongestName)
                break;
            if (Rune.IsLetterOrDigit(rune) || IsMark(rune) || (rune.Value is ' ' or '.' or '_' && safe.Length > 0 && safe[^1] != rune.Value))
                safe.Append(rune.ToString());
            else if (safe.Length == 0 || safe[^1] != '-')
                safe.Append('-');
        }

        var trimmed = safe.ToString().Trim(' ', '.', '-');
        return (trimmed.Length == 0 ? "file" : IsDevice(trimmed) ? $"file-{trimmed}" : trimmed) + extension;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Windows takes these for devices, with whatever extension.</summary>
    private static bool IsDevice(string name) => name.Split('.')[0].ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL"
        or ['C', 'O', 'M', >= '0' and <= '9'] or ['L', 'P', 'T', >= '0' and <= '9'];
}
