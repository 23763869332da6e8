namespace EvidenceBase.Formats;

/// <summary>Something found while a file was read: an error, or a thing that was kept or skipped without being understood.</summary>
/// <param name="Item">The entry it is about, by its key where it has one (<c>C12</c>).</param>
/// <param name="Field">The place inside the entry, as a path (<c>evidence[2].cite</c>).</param>
/// <param name="Line">1-based, where the format tells.</param>
public sealed record Finding(string File, string? Item, string? Field, string Detail, int? Line = null)
{
    public override string ToString() =>
        $"{File}{(Line is { } line ? $" (line {line})" : "")}{Part(Item)}{Part(Field)}: {Detail}";

    private static string Part(string? part) => part is null ? "" : $", {part}";
}

/// <summary>What reading a file gave. There is content only where there is no error: a file is taken whole or not at all.</summary>
/// <param name="NotUnderstood">What stands in the file and has no meaning here; each says whether it was kept.</param>
public sealed record Reading<T>(T? Content, IReadOnlyList<Finding> Errors, IReadOnlyList<Finding> NotUnderstood)
    where T : class;

public static class Reading
{
    public static Reading<T> Of<T>(T content, IReadOnlyList<Finding> errors, IReadOnlyList<Finding>? notUnderstood = null)
        where T : class => new(errors.Count == 0 ? content : null, errors, notUnderstood ?? []);

    public static Reading<T> Failed<T>(Finding error)
        where T : class => new(null, [error], []);
}
