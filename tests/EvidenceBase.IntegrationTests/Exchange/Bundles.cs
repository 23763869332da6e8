using EvidenceBase.Platform;

namespace EvidenceBase.IntegrationTests.Exchange;

/// <summary>Bundles in folders of a test's own, under a slug of its own.</summary>
internal static class Bundles
{
    /// <summary>The bundle that ships with the project.</summary>
    public static string Shipped(string slug)
    {
        var folder = Directory.CreateTempSubdirectory("evidencebase-bundle-").FullName;
        var shipped = Path.Combine(Repository(), "studies", "chen-2014");
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Replace(folder, "study.yaml", "slug: chen-2014", $"slug: {slug}");
        return folder;
    }

    /// <summary>One source, one claim that rests on it, one step.</summary>
    public static string Small(string slug)
    {
        var folder = Directory.CreateTempSubdirectory("evidencebase-bundle-").FullName;
        var files = new Dictionary<string, string>
        {
            ["study.yaml"] = $"slug: {slug}\ntitle: Small\nsections: [{{key: intro, title: Introduction}}]\n",
            ["sources.json"] = """[{"id":"wade2003","type":"book","title":"Strategies"}]""",
            ["interviews.csv"] = "code,series,province,locality,role,organisation,period,language,confidentiality,consent,notes,said\n",
            ["notes.yaml"] = "[]",
            ["memos.yaml"] = "[]",
            ["cases.yaml"] = "[]",
            ["figures.yaml"] = "[]",
            ["codebook.qdc"] =
                """<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="11111111-2222-3333-4444-555555555555" name="A" isCodable="true"><Description>Key: a</Description></Code></Codes></CodeBook>""",
            ["statements.yaml"] = "[]",
            ["claims.yaml"] =
                "- {key: C1, kind: causal, text: It holds., judgement: article, locator: {section: intro, paragraph: 1}, evidence: [{cite: {source: wade2003}, stance: supports, judgement: article}]}\n",
            ["argument.yaml"] = "{key: why, title: Why, steps: [{key: S1, title: One, inference: So it is., section: intro, stage: framing, claims: [C1]}]}\n",
            ["paragraphs.yaml"] = "[]",
        };
        foreach (var (name, content) in files)
            File.WriteAllText(Path.Combine(folder, name), content);
        return folder;
    }

    public static void Replace(string folder, string file, string old, string changed)
    {
        var path = Path.Combine(folder, file);
        var content = File.ReadAllText(path);
        content.ShouldContain(old);
        File.WriteAllText(path, content.Replace(old, changed, StringComparison.Ordinal));
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EvidenceBase.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("EvidenceBase.sln");
        return folder.FullName;
    }
}
