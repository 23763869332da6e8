using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Memos;

/// <summary>An analytic note with what it is about.</summary>
public sealed record MemoView(
    Guid Id, string Key, long Version, string Title, string Text, AuditCategory Category, IReadOnlyList<ThingReference> About, Locator? Locator)
{
    public static IEnumerable<View> Render(Guid id, Memo memo, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        yield return new(
            Kinds.Memo, id, memo.Key, version, memo.Key, new MemoView(id, memo.Key, version, memo.Title, memo.Text, memo.Category, memo.About, memo.Locator));
    }
}
