namespace EvidenceBase.Formats.Documents;

/// <summary>Names inside an archive. They are only ever looked up in it.</summary>
internal static class ArchivePath
{
    /// <summary>What a reference in a folder of the archive names, without <c>..</c> and without a fragment.</summary>
    public static string Resolve(string folder, string reference)
    {
        var path = Uri.UnescapeDataString(reference.Split('#')[0]);
        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') ? path : folder + path).Split('/'))
        {
            if (part == "..")
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            else if (part is not ("" or "."))
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    public static string FolderOf(string name) => name[..(name.LastIndexOf('/') + 1)];
}
