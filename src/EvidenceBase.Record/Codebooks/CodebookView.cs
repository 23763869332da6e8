using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codebooks;

/// <summary>A code as others refer to it.</summary>
public sealed record CodeReference(Guid Id, string Key, string Name)
{
    public static CodeReference Of(Code code) => new(code.Id, code.Key, code.Name);

    /// <summary>Null where the codebook has no such code.</summary>
    public static CodeReference? Of(Codebook codebook, Guid codeId) => codebook.Find(codeId) is { } code ? Of(code) : null;
}

/// <summary>The study's code tree.</summary>
/// <param name="Codes">Those at the top, each with those under it. A code that is part of another is named there, not in the tree.</param>
public sealed record CodebookView(Guid Id, string Key, long Version, IReadOnlyList<CodeNode> Codes)
{
    public static IEnumerable<View> Render(Guid id, Codebook codebook, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        var tree = CodeNode.Under(null, codebook);
        yield return new(Kinds.Codebook, id, Codebook.Key, version, Codebook.Key, new CodebookView(id, Codebook.Key, version, tree));
        var order = CodeNode.InOrder(tree).Select((node, index) => (node.Id, index)).ToDictionary();
        foreach (var code in codebook.Codes)
        {
            var place = order.TryGetValue(code.Id, out var index) ? $"{index:D6}" : $"~{code.Key}";
            yield return new(Kinds.Code, code.Id, code.Key, code.Version, place, CodeView.Of(code, codebook));
        }
    }
}

/// <summary>A code in the tree.</summary>
/// <param name="DefinedIn">The version of the codebook that brought its present definition.</param>
/// <param name="Merged">The codes that have become part of it.</param>
/// <param name="SplitInto">The codes it has given way to.</param>
/// <param name="Codes">Those under it.</param>
public sealed record CodeNode(
    Guid Id,
    string Key,
    long Version,
    string Name,
    string? Definition,
    string? Include,
    string? Exclude,
    string? Colour,
    bool Codable,
    CodeStatus Status,
    long DefinedIn,
    IReadOnlyList<CodeReference> Merged,
    IReadOnlyList<CodeReference> SplitInto,
    IReadOnlyList<CodeNode> Codes)
{
    public static IReadOnlyList<CodeNode> Under(Guid? parent, Codebook codebook) => [.. codebook.Under(parent).Select(code => Of(code, codebook))];

    /// <summary>Every node before those under it.</summary>
    public static IEnumerable<CodeNode> InOrder(IEnumerable<CodeNode> nodes) => nodes.SelectMany(node => InOrder(node.Codes).Prepend(node));

    private static CodeNode Of(Code code, Codebook codebook) => new(
        code.Id,
        code.Key,
        code.Version,
        code.Name,
        code.Definition,
        code.Include,
        code.Exclude,
        code.Colour,
        code.Codable,
        codebook.StatusOf(code),
        code.DefinedIn,
        CodeView.MergedInto(code, codebook),
        CodeView.SplitOf(code, codebook),
        Under(code.Id, codebook));
}
