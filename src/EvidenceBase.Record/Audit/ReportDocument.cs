namespace EvidenceBase.Record.Audit;

/// <summary>A report in plain blocks, from which a page and a PDF are made that say the same.</summary>
public sealed record ReportDocument(string Title, IReadOnlyList<ReportBlock> Blocks);

public abstract record ReportBlock
{
    private ReportBlock()
    {
    }

    /// <param name="Level">1 for a section, 2 for a part of one.</param>
    public sealed record Heading(int Level, string Text) : ReportBlock;

    public sealed record Paragraph(string Text) : ReportBlock;

    /// <summary>Every row has as many cells as there are columns.</summary>
    public sealed record Table(string Caption, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;
}

/// <param name="Width">Relative to the other columns of the table.</param>
public sealed record ReportColumn(string Name, int Width);
