namespace EvidenceBase.Platform.Rebuilding;

/// <summary>What a row is found by: an id, a number, or both.</summary>
internal readonly record struct RowKey(Guid Id, long Number);

/// <summary>A table that has a row, or some, for single events: as many as there is history.</summary>
/// <param name="Name">Without its schema.</param>
/// <param name="Columns">All, in the order of the table.</param>
/// <param name="Id">Which of them is the id in its key; null where there is none.</param>
/// <param name="Number">Which of them is the number in its key; null where there is none.</param>
internal sealed record RowTable(string Name, IReadOnlyList<string> Columns, int? Id, int? Number)
{
    /// <summary>The table of that schema, with the columns, as it is copied.</summary>
    public string In(string schema) => $"{schema}.{Name} ({List})";

    public string List => string.Join(", ", Columns);

    public RowKey KeyOf(ReadOnlySpan<byte> row)
    {
        var reader = new RowReader(row);
        var (id, number) = (Guid.Empty, 0L);
        for (var column = 0; column <= Math.Max(Id ?? 0, Number ?? 0); column++)
        {
            if (column == Id)
                id = reader.Uuid();
            else if (column == Number)
                number = reader.Bigint();
            else
                reader.Skip(1);
        }

        return new(id, number);
    }
}
