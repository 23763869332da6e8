using System.Security.Cryptography;

namespace EvidenceBase.Pages;

/// <summary>The one style sheet of the pages. It is part of the program, so that it is there wherever the service is started from.</summary>
internal static class StyleSheet
{
    public const string Path = "/pages.css";

    private static readonly byte[] Content = Read();

    /// <summary>Changes with the content, so that browsers may keep it.</summary>
    public static string Address { get; } = $"{Path}?v={Convert.ToHexStringLower(SHA256.HashData(Content))[..12]}";

    public static IResult Get(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(Content, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("pages.css")!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
