using System.Globalization;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Http;

/// <summary>
/// An ETag is <c>"version-position"</c>: the version of the thing (what If-Match is about) and the latest position of anything its view
/// was rendered from (what If-None-Match is about). If-Match also takes the bare version.
/// </summary>
public static class EntityTags
{
    public static string Of(long version, long position) => string.Create(CultureInfo.InvariantCulture, $"\"{version}-{position}\"");

    public static (long? Version, Problem? Problem) IfMatch(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString();
        if (header.Length == 0)
            return (null, null);
        var text = header.Trim('"');
        var version = text.Split('-')[0];
        return header.StartsWith('"') && header.EndsWith('"') && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (number, null)
            : (null, new(ProblemKind.Malformed, "malformed-etag", $"If-Match must be one ETag as it was sent, such as \"3-41\"; this was {header}.", "If-Match"));
    }
}
