using System.Net;
using System.Text;

namespace EvidenceBase.Formats.Documents;

/// <summary>What a cue says: its text without tags, and who says it.</summary>
/// <param name="Voices">Where a voice begins to speak, in code points of the cue's text, and its name.</param>
internal sealed record CueText(string Text, IReadOnlyList<(int At, string Name)> Voices)
{
    private const int LongestTag = 1000;

    /// <summary>The text of a WebVTT cue (W3C WebVTT, cue text parsing).</summary>
    public static CueText OfWebVtt(string payload, Losses losses)
    {
        var text = new StringBuilder(payload.Length);
        var voices = new List<(int, string)>();
        var at = 0;
        for (var offset = 0; offset < payload.Length;)
        {
            var next = payload.IndexOf('<', offset);
            var words = WebUtility.HtmlDecode(payload[offset..(next < 0 ? payload.Length : next)]);
            text.Append(words);
            at += TextLines.CodePoints(words);
            if (next < 0)
                break;
            var end = payload.IndexOf('>', next);
            if (end > 0)
                Tag(payload[(next + 1)..end], at, voices, losses);
            else
                text.Append(payload, next, payload.Length - next);
            offset = end < 0 ? payload.Length : end + 1;
        }

        return new(text.ToString(), voices);
    }

    /// <summary>The text of a SubRip cue: tags for its look, as some programs write them, are left out.</summary>
    public static CueText OfSubRip(string payload, Losses losses)
    {
        var text = new StringBuilder(payload.Length);
        for (var offset = 0; offset < payload.Length; offset++)
        {
            var close = payload[offset] switch { '<' => '>', '{' when payload.AsSpan(offset).StartsWith(@"{\") => '}', _ => '\0' };
            var end = close == '\0' ? -1 : payload.IndexOf(close, offset, Math.Min(LongestTag, payload.Length - offset));
            if (end > 0 && (close == '}' || IsLook(payload[(offset + 1)..end])))
            {
                losses.Count(Loss.CueTag);
                offset = end;
            }
            else
            {
                text.Append(payload[offset]);
            }
        }

        return new(text.ToString(), []);
    }

    private static bool IsLook(string tag) => tag.TrimStart('/').Split(' ')[0].ToLowerInvariant() is "b" or "i" or "u" or "s" or "font";

    private static void Tag(string tag, int at, List<(int, string)> voices, Losses losses)
    {
        var name = tag.Split(' ', '.', '\t', '\n')[0];
        if (tag.Length > 0 && char.IsAsciiDigit(tag[0]))
            losses.Count(Loss.CueTimestamp);
        else if (name == "rt")
            losses.Count(Loss.Ruby);
        else if (name is not ("v" or "/v"))
            losses.Count(Loss.CueTag);
        if (name == "v" && tag.IndexOfAny([' ', '\t', '\n']) is > 0 and var space && WebUtility.HtmlDecode(tag[space..]).Trim() is { Length: > 0 } voice)
            voices.Add((at, voice));
    }
}
