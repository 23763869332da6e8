using System.Security.Cryptography;

namespace EvidenceBase.Pages;

/// <summary>A file that pages load. It is part of the program, so that it is there wherever the service is started from.</summary>
internal sealed class PageAsset
{
    private readonly byte[] content;
    private readonly string type;

    /// <param name="path">Its address; the last part is its name among the program's resources.</param>
    public PageAsset(string path, string type)
    {
        this.type = type;
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream(path.TrimStart('/'))!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        content = memory.ToArray();
        Address = $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }

    /// <summary>Changes with the content, so that browsers may keep it.</summary>
    public string Address { get; }

    public IResult Get(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(content, type);
    }
}
