namespace EvidenceBase.Formats.Documents;

/// <summary>Where the text refers to footnotes, endnotes and comments, whose words stand in parts of their own.</summary>
internal sealed class WordNotes
{
    private readonly List<(BlockKind Kind, string Id, int At)> references;
    private readonly Dictionary<string, (int Start, int End)> comments;
    private readonly int? fixedAt;

    public WordNotes() => (references, comments) = ([], new(StringComparer.Ordinal));

    private WordNotes(WordNotes whole, int at) => (references, comments, fixedAt) = (whole.references, whole.comments, at);

    /// <summary>For a piece whose own positions are not yet known: whatever it refers to is referred to at this place.</summary>
    public WordNotes At(int position) => new(this, fixedAt ?? position);

    public void Refer(BlockKind kind, string? id, int at)
    {
        if (id is not null)
            references.Add((kind, id, fixedAt ?? at));
    }

    public void CommentBegins(string? id, int at)
    {
        if (id is not null)
            comments[id] = (fixedAt ?? at, fixedAt ?? at);
    }

    public void CommentEnds(string? id, int at)
    {
        if (id is not null && comments.TryGetValue(id, out var range))
            comments[id] = (range.Start, fixedAt ?? at);
    }

    public void CommentAt(string? id, int at)
    {
        if (id is not null)
            comments.TryAdd(id, (fixedAt ?? at, fixedAt ?? at));
    }

    /// <summary>Adds the notes of one kind behind the text, in the order in which the text refers to them.</summary>
    /// <returns>How many were added.</returns>
    public int AddTo(Flow flow, BlockKind kind, XmlWalk? xml, WordStyles styles)
    {
        var wanted = references.Where(reference => reference.Kind == kind).DistinctBy(reference => reference.Id).ToList();
        var found = new Dictionary<string, Flow>(StringComparer.Ordinal);
        xml?.Root();
        foreach (var node in xml?.Nodes() ?? [])
        {
            if (node.Name is not ("footnote" or "endnote"))
                continue;
            var (id, isText) = (node.Attribute("id") ?? "", node.Attribute("type") is null or "normal");
            var aside = flow.Aside();
            new WordBody(node, aside, styles, At(wanted.Find(reference => reference.Id == id).At)).Body();
            if (isText && wanted.Exists(reference => reference.Id == id))
                found[id] = aside;
            else if (isText && !aside.IsBlank)
                flow.Losses.Count(Loss.UnreferencedNote);
        }

        foreach (var (_, id, at) in wanted)
        {
            if (found.TryGetValue(id, out var note))
                flow.Add(note, kind, at);
            else
                throw new RefusedException("The text refers to a note that is not in the file. The file is damaged; save it anew from the program it comes from.");
        }

        return wanted.Count;
    }

    /// <returns>How many were added.</returns>
    public int AddComments(Flow flow, XmlWalk? xml, WordStyles styles)
    {
        xml?.Root();
        foreach (var node in xml?.Nodes() ?? [])
        {
            if (node.Name != "comment")
                continue;
            var (id, author, date) = (node.Attribute("id") ?? "", node.Attribute("author"), node.Attribute("date"));
            var words = flow.Aside();
            new WordBody(node, words, styles, new()).Body();
            var (start, end) = comments.GetValueOrDefault(id, (flow.Position, flow.Position));
            flow.Losses.Count(Loss.Comment, start);
            flow.Comments.Add(new(start, end, author, date, words.Text()));
        }

        return flow.Comments.Count;
    }
}
