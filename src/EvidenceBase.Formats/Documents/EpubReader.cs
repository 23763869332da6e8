using System.Text.RegularExpressions;

namespace EvidenceBase.Formats.Documents;

/// <summary>EPUB 2 and 3: the documents of the book in the order of its spine; each is a part.</summary>
internal static partial class EpubReader
{
    private const string Container = "META-INF/container.xml";
    private const string Encryption = "META-INF/encryption.xml";

    public static ExtractedText Read(byte[] bytes, Losses losses, ReadingLimits limits)
    {
        using var archive = Archive.Open(bytes, limits);
        var package = Package(archive, limits);
        var encrypted = archive.Contains(Encryption) ? Encrypted(archive, limits) : [];
        var flow = new Flow(limits, losses);
        foreach (var (path, mediaType) in Spine(archive, package, limits))
        {
            if (encrypted.Contains(path))
                throw new RefusedException("The book is encrypted (copy protection), so its text cannot be read. Use a copy without protection.");
            if (mediaType is not ("application/xhtml+xml" or "text/html" or "text/x-oeb1-document"))
            {
                losses.Count(Loss.UnreadPart, flow.Position);
                continue;
            }

            var start = flow.Position == 0 ? 0 : flow.Position + 1;
            var source = HtmlReader.Source(archive.ReadAll(path), null, losses, limits);
            new HtmlBody(flow).Document(HtmlReader.Parse(SelfClosed().Replace(source.Text.Value, "<$1$2></$1>"), limits));
            flow.Part(PartKind.Chapter, Archive.Shown(path), start);
        }

        flow.End();
        return FlowText.Of(flow, DocumentFormat.Epub, new("evidencebase-epub", $"1 (AngleSharp {HtmlReader.LibraryVersion})"));
    }

    private static string Package(Archive archive, ReadingLimits limits)
    {
        using var xml = new XmlWalk(archive.Read(Container), limits);
        xml.Root();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "rootfile" && node.Attribute("full-path") is { } path)
                return path;
        }

        throw new RefusedException("The file is packed like an EPUB, but does not say where the book is. It is damaged.");
    }

    private static List<(string Path, string MediaType)> Spine(Archive archive, string package, ReadingLimits limits)
    {
        var folder = ArchivePath.FolderOf(package);
        var items = new Dictionary<string, (string Path, string MediaType)>(StringComparer.Ordinal);
        var spine = new List<(string Path, string MediaType)>();
        using var xml = new XmlWalk(archive.Read(package), limits);
        xml.Root();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "item" && node.Attribute("id") is { } id && node.Attribute("href") is { } href)
                items[id] = (ArchivePath.Resolve(folder, href), node.Attribute("media-type") ?? "");
            else if (node.Name == "itemref" && node.Attribute("idref") is { } reference)
                spine.Add(items.TryGetValue(reference, out var item) ? item : throw new RefusedException("The book's order of chapters names one that is not listed. The file is damaged."));
        }

        return spine.Count > 0 ? spine : throw new RefusedException("The book has no chapters: its package file lists none.");
    }

    private static HashSet<string> Encrypted(Archive archive, ReadingLimits limits)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        using var xml = new XmlWalk(archive.Read(Encryption), limits);
        xml.Root();
        foreach (var node in xml.Nodes())
        {
            if (node.Name == "CipherReference" && node.Attribute("URI") is { } path)
                paths.Add(ArchivePath.Resolve("", path));
        }

        return paths;
    }

    /// <summary>XHTML may close these at once; read as HTML they would swallow what follows.</summary>
    [GeneratedRegex(@"<(title|script|style|textarea|iframe|noscript|xmp|a|div|p|span)\b([^<>]{0,2000}?)/>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SelfClosed();
}
