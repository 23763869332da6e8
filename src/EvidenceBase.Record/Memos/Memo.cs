using System.Collections.Immutable;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Memos;

/// <summary>An analytic note, and what it is about in the order in which it was attached.</summary>
public sealed record Memo(
    string Key, string Title, string Text, AuditCategory Category, ImmutableList<ThingReference> About, Locator? Locator)
{
    public static Memo? Evolve(Memo? memo, object @event) => (memo, @event) switch
    {
        (null, MemoWritten written) => new(written.Key, written.Title, written.Text, written.Category, [.. written.About], written.Locator),
        ({ }, MemoRevised revised) => memo with
        {
            Title = revised.Title,
            Text = revised.Text,
            Category = revised.Category,
            Locator = revised.Locator,
        },
        ({ }, MemoAttached attached) => memo with { About = memo.About.Add(attached.About) },
        ({ }, MemoDetached detached) => memo with { About = memo.About.RemoveAll(one => one.Id == detached.AboutId) },
        _ => memo,
    };

    public bool IsAbout(Guid thing) => About.Exists(one => one.Id == thing);
}
