using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Memos;

public static class MemoStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Memo>(
        Kinds.Memo,
        new Dictionary<string, Type>
        {
            ["memo_written"] = typeof(MemoWritten),
            ["memo_revised"] = typeof(MemoRevised),
            ["memo_attached"] = typeof(MemoAttached),
            ["memo_detached"] = typeof(MemoDetached),
            ["memo_change_undone"] = typeof(MemoChangeUndone),
            ["memo_change_redone"] = typeof(MemoChangeRedone),
        },
        Memo.Evolve,
        RegisterChanges,
        MemoView.Render,
        reversals: ReversalRules.Of<Memo, MemoChangeUndone, MemoChangeRedone>(
            Memo.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            @event => @event switch
            {
                MemoRevised => ["text"],
                MemoAttached attached => [$"about:{attached.About.Id}"],
                MemoDetached detached => [$"about:{detached.AboutId}"],
                _ => [string.Empty],
            }));

    private static IEnumerable<RegisterChange> RegisterChanges(Guid memoId, object @event) => @event switch
    {
        MemoWritten written => [new RegisterChange.Enters(Kinds.Memo, memoId, written.Key)],
        _ => [new RegisterChange.Changes(memoId)],
    };
}
