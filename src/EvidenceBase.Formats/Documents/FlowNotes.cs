namespace EvidenceBase.Formats.Documents;

/// <summary>Notes that were read where they are referred to and stand behind the text: footnotes first, then endnotes.</summary>
internal sealed class FlowNotes
{
    private readonly List<(BlockKind Kind, Flow Words, int At)> notes = [];

    public void Add(BlockKind kind, Flow words, int at)
    {
        if (!words.IsBlank)
            notes.Add((kind, words, at));
    }

    public void AddTo(Flow flow)
    {
        foreach (var (kind, words, at) in notes.OrderBy(note => note.Kind))
            flow.Add(words, kind, at);
    }
}
