using System.Text.RegularExpressions;

namespace EvidenceBase.Tests.House;

/// <summary>The code as it is written, folder by folder: what a folder names of another is what it rests on.</summary>
internal static partial class SourceCode
{
    public static string Root { get; } = FindRoot();

    /// <summary>For every folder below a project, the namespaces of the same project that its files name, whether imported or written out.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Uses(string project, string rootNamespace)
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Root, "src", project)).Select(path => Path.GetFileName(path)!)
            .Where(name => name is not ("bin" or "obj" or "Internal" or "wwwroot" or "Properties")).ToHashSet();
        return folders.ToDictionary(
            folder => folder,
            IReadOnlyDictionary<string, string> (folder) => Files(project, folder)
                .SelectMany(file => Names(file, rootNamespace).Where(name => name != folder && folders.Contains(name)).Select(name => (name, file)))
                .DistinctBy(use => use.name)
                .ToDictionary(use => use.name, use => Path.GetRelativePath(Root, use.file)));
    }

    public static IEnumerable<string> Files(string project, string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", project, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>A file without its comments: what a sentence mentions is no use.</summary>
    public static string Code(string file) => Comments().Replace(File.ReadAllText(file), string.Empty);

    private static IEnumerable<string> Names(string file, string rootNamespace)
    {
        var code = Code(file);
        return Regex.Matches(code, Regex.Escape(rootNamespace) + @"\.(\w+)").Select(match => match.Groups[1].Value);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "EvidenceBase.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The tests lie outside of the repository.");
    }

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();
}
