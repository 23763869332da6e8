namespace EvidenceBase.Record.Codebooks;

/// <summary>A code with its place in the tree and what has become of it.</summary>
/// <param name="DefinedIn">The version of the codebook that brought its present definition.</param>
/// <param name="Reason">Why it is retired, merged or split; null while it is active.</param>
/// <param name="Path">The names from the top of the tree down to it.</param>
/// <param name="PartOf">The code that it has become part of.</param>
/// <param name="Merged">The codes that have become part of it.</param>
/// <param name="SplitInto">The codes it has given way to.</param>
public sealed record CodeView(
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
    string? Reason,
    long DefinedIn,
    CodeReference? Parent,
    IReadOnlyList<string> Path,
    IReadOnlyList<CodeReference> Codes,
    CodeReference? PartOf,
    IReadOnlyList<CodeReference> Merged,
    IReadOnlyList<CodeReference> SplitInto)
{
    public static CodeView Of(Code code, Codebook codebook)
    {
        var status = codebook.StatusOf(code);
        return new(
            code.Id,
            code.Key,
            code.Version,
            code.Name,
            code.Definition,
            code.Include,
            code.Exclude,
            code.Colour,
            code.Codable,
            status,
            ReasonOf(code, status, codebook),
            code.DefinedIn,
            codebook.ParentOf(code) is { } parent ? CodeReference.Of(codebook, parent) : null,
            [.. Above(code, codebook).Reverse().Select(one => one.Name)],
            [.. codebook.Under(code.Id).Select(CodeReference.Of)],
            status == CodeStatus.Merged ? CodeReference.Of(codebook, codebook.Resolve(code.Id)) : null,
            MergedInto(code, codebook),
            SplitOf(code, codebook));
    }

    internal static IReadOnlyList<CodeReference> MergedInto(Code code, Codebook codebook) =>
        [.. codebook.Codes.Where(other => other.Id != code.Id && codebook.Resolve(other.Id) == code.Id).Select(CodeReference.Of)];

    internal static IReadOnlyList<CodeReference> SplitOf(Code code, Codebook codebook) => codebook.StatusOf(code) == CodeStatus.Split
        ? [.. codebook.OpenBetween(code.Id).Select(id => CodeReference.Of(codebook, id)).OfType<CodeReference>()]
        : [];

    private static string? ReasonOf(Code code, CodeStatus status, Codebook codebook) => status switch
    {
        CodeStatus.Merged => codebook.Merges.Find(merge => merge.From.Contains(code.Id))?.Reason,
        CodeStatus.Split => codebook.Splits.Find(split => split.Code == code.Id)?.Reason,
        _ => code.Retired,
    };

    /// <summary>The code and those above it, upwards.</summary>
    private static IEnumerable<Code> Above(Code code, Codebook codebook)
    {
        for (var one = code; one is not null; one = codebook.ParentOf(one) is { } parent ? codebook.Find(parent) : null)
            yield return one;
    }
}
