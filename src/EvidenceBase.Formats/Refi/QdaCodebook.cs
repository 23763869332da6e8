namespace EvidenceBase.Formats.Refi;

/// <summary>A codebook as REFI-QDA exchanges it (<c>urn:QDA-XML:codebook:1.0</c>): a tree of codes, and sets that cut across it.</summary>
/// <param name="Origin">The program that wrote the file.</param>
public sealed record QdaCodebook(string? Origin, IReadOnlyList<QdaCode> Codes, IReadOnlyList<QdaSet> Sets)
{
    public const string Namespace = "urn:QDA-XML:codebook:1.0";

    /// <summary>Every code, parents before their children, each with its parent.</summary>
    public IEnumerable<(QdaCode Code, QdaCode? Parent)> Flatten() => Flatten(Codes, null);

    private static IEnumerable<(QdaCode, QdaCode?)> Flatten(IReadOnlyList<QdaCode> codes, QdaCode? parent) =>
        codes.SelectMany(code => Flatten(code.Codes, code).Prepend((code, parent)));
}

/// <param name="IsCodable">Whether it may be applied, or only holds others together.</param>
/// <param name="Color"><c>#RGB</c> or <c>#RRGGBB</c>.</param>
public sealed record QdaCode(Guid Id, string Name, bool IsCodable, string? Color, string? Description, IReadOnlyList<QdaCode> Codes);

/// <param name="Members">The codes in it, by guid.</param>
public sealed record QdaSet(Guid Id, string Name, string? Description, IReadOnlyList<Guid> Members);
