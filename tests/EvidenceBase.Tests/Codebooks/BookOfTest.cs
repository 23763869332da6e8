using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using Shouldly;

namespace EvidenceBase.Tests.Codebooks;

/// <summary>A codebook that a test changes by decisions; a refusal leaves it as it is.</summary>
internal sealed class BookOfTest
{
    private readonly List<object> events = [];
    private readonly Dictionary<string, Guid> ids = [];
    private int drafts;

    public Codebook Book => CodebookStream.Definition.Folded<Codebook>([.. events]);

    public IReadOnlyList<object> Events => events;

    public Guid this[string key] => ids[key];

    /// <summary>Codes by their keys, each named like its key, some under others: <c>"a", "a/b"</c>.</summary>
    public static BookOfTest Of(params IReadOnlyList<string> paths)
    {
        var book = new BookOfTest();
        foreach (var parts in paths.Select(path => path.Split('/')))
            book.Define(parts[^1], parts.Length > 1 ? parts[^2] : null).ShouldBeNull();
        return book;
    }

    public CodeDraft Draft(string key, string? parent = null, string? name = null, bool codable = true)
    {
        var id = Guid.Parse($"0193b0a0-0000-7000-8000-{++drafts:D12}");
        return new(ids[key] = id, key, new(name ?? key, Codable: codable), parent is null ? null : ids[parent]);
    }

    public Problem? Define(string key, string? parent = null, string? name = null, bool codable = true) =>
        Take(CodebookDecisions.Define(events.Count == 0 ? null : Book, Draft(key, parent, name, codable)));

    public Problem? Move(string key, string? parent, string? before = null) =>
        Take(CodebookDecisions.Move(Book, ids[key], parent is null ? null : ids[parent], before is null ? null : ids[before], null));

    public Problem? Merge(string into, params string[] from) =>
        Take(MergeDecisions.Merge(Book, Guid.Parse($"0193b0a0-0000-7000-9000-{events.Count:D12}"), [.. from.Select(key => ids[key])], ids[into], "why"));

    public Problem? UndoMerge(string key) => Take(MergeDecisions.UndoMerge(Book, ids[key], null));

    public Problem? Split(string key, params string[] into) => Take(MergeDecisions.Split(
        Book, Guid.Parse($"0193b0a0-0000-7000-a000-{events.Count:D12}"), ids[key], [.. into.Select(one => Draft(one, one.StartsWith('<') ? key : null))], "why"));

    public Problem? UndoSplit(string key) => Take(MergeDecisions.UndoSplit(Book, ids[key], null));

    public Problem? Retire(string key) => Take(CodebookDecisions.Retire(Book, ids[key], "why"));

    public Problem? Restore(string key) => Take(CodebookDecisions.Restore(Book, ids[key], null));

    public CodeStatus Status(string key) => Book.StatusOf(Book.Find(ids[key])!);

    public string Resolve(string key) => Book.Find(Book.Resolve(ids[key]))!.Key;

    /// <summary>The tree as paths of keys, in order.</summary>
    public IReadOnlyList<string> Tree() => [.. Paths(null, string.Empty)];

    public Problem? Take(Decision decision)
    {
        events.AddRange(decision.Events);
        return decision.Problem;
    }

    private IEnumerable<string> Paths(Guid? parent, string above) =>
        Book.Under(parent).SelectMany(code => Paths(code.Id, $"{above}{code.Key}/").Prepend($"{above}{code.Key}"));
}
