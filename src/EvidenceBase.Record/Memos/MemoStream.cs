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
        },
        Memo.Evolve,
        RegisterChanges,
        MemoView.Render);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid memoId, object @event) => @event switch
    {
        MemoWritten written => [new RegisterChange.Enters(Kinds.Memo, memoId, written.Key)],
        _ => [new RegisterChange.Changes(memoId)],
    };
}
