namespace EvidenceBase.Formats.Documents;

/// <summary>A flow that RTF is read into: its paragraphs begin with their first character, its tables with their first cell.</summary>
/// <param name="headings">The levels of the styles that are headings, by the styles' numbers.</param>
internal sealed class RtfTarget(Flow flow, IReadOnlyDictionary<int, int> headings)
{
    private bool hasTable;
    private bool hasRow;
    private bool hasCell;
    private bool isLeavingOut;

    public Flow Flow => flow;

    /// <summary>A number or bullet was given to the paragraph that is about to begin.</summary>
    public bool HasNumber { get; set; }

    public void Write(string text, RtfState state)
    {
        if (state.IsHidden || state.IsDeleted)
        {
            if (!isLeavingOut)
                flow.Lose(state.IsDeleted ? Loss.Deletion : Loss.HiddenText);
            isLeavingOut = true;
            return;
        }

        isLeavingOut = false;
        if (!flow.IsInParagraph)
            Begin(state);
        flow.Write(text);
    }

    public void EndParagraph(RtfState state)
    {
        isLeavingOut = false;
        if (state.IsDeleted)
        {
            flow.Lose(Loss.Deletion);
            return;
        }

        if (!flow.IsInParagraph)
            Begin(state);
        EndParagraph();
    }

    public void EndCell()
    {
        OpenCell();
        EndParagraph();
        flow.EndCell();
        hasCell = false;
    }

    public void EndRow()
    {
        if (hasCell)
            EndCell();
        if (hasRow)
            flow.EndRow();
        hasRow = false;
    }

    public void EndTable()
    {
        EndRow();
        if (hasTable)
            flow.EndTable();
        hasTable = false;
    }

    public void End()
    {
        EndParagraph();
        EndTable();
    }

    private void EndParagraph()
    {
        flow.End();
        flow.AddBoxes();
    }

    private void Begin(RtfState state)
    {
        if (state.IsInTable)
            OpenCell();
        else
            EndTable();
        int? heading = state.Level ?? (state.Style is { } style && headings.TryGetValue(style, out var level) ? level : null);
        if (HasNumber || (state.List > 0 && heading is null))
            flow.Lose(Loss.AutomaticNumber);
        if (heading is not null)
            flow.Begin(BlockKind.Heading, heading);
        else if (HasNumber || state.List > 0)
            flow.Begin(BlockKind.ListItem, state.ListLevel + 1);
        else
            flow.Begin(BlockKind.Paragraph);
        HasNumber = false;
    }

    private void OpenCell()
    {
        if (!hasTable)
            flow.BeginTable();
        if (!hasRow)
            flow.BeginRow();
        if (!hasCell)
            flow.BeginCell();
        (hasTable, hasRow, hasCell) = (true, true, true);
    }
}
