namespace EvidenceBase.Platform.Rebuilding;

internal sealed record ShadowColumn(string Name, bool IsJson, bool IsKey)
{
    /// <summary>Quoted, and as something that can be compared.</summary>
    public string Of(string table) => $"{table}.\"{Name}\"{(IsJson ? "::text" : string.Empty)}";
}

/// <summary>A table that is shown, and the statements that set it beside its shadow. <c>$1</c> is the study.</summary>
/// <param name="IsMatched">
/// Rows that were made as they are shown are in neither table of the shadow (<see cref="RowMatch"/>): one has what was made otherwise, the other
/// what is shown otherwise.
/// </param>
internal sealed record ShadowTable(string Name, IReadOnlyList<ShadowColumn> Columns, bool IsMatched)
{
    /// <summary>Those of the shadow.</summary>
    public IEnumerable<string> Tables => IsMatched ? [Made, Otherwise] : [Made];

    private string Made => $"{Shadow.Schema}.{Name}";

    private string Otherwise => $"{Shadow.Schema}.{ShownOf(Name)}";

    private bool HasUniqueKey => Columns.Any(column => !column.IsKey);

    private string Fewer => $"(select count(*) from evidence.{Name} where study = $1) < (select count(*) from {Made})";

    private string Differ => !HasUniqueKey
        ? "false"
        : $"({List("shown")}) is distinct from ({List("made")})";

    /// <summary>Every row that stands on one side only, or differs: the row that is shown and the one that was made, as JSON.</summary>
    public string Differences =>
        $"""
        select row_to_json(shown)::text, row_to_json(made)::text
        from (select * from {(IsMatched ? Otherwise : $"evidence.{Name}")} where study = $1) shown full join {Made} made on {KeysMatch("shown", "made")}
        where shown.study is null or made.study is null or {Differ}
        """;

    /// <summary>Lets the planner know how many rows it has to do with: none of the shadow, or as many as there is history.</summary>
    public string Analyze => $"analyze {string.Join(", ", Tables)}";

    /// <summary>Removes what is shown and was not made so.</summary>
    public string RemoveOthers =>
        $"""
        delete from evidence.{Name} shown {(IsMatched ? $"using {Otherwise} other" : string.Empty)}
        where shown.study = $1 {(IsMatched ? $"and {KeysMatch("shown", "other")}" : string.Empty)} and not exists (
            select from {Made} made where {KeysMatch("shown", "made")} and not ({Differ}))
        """;

    /// <summary>
    /// Puts in what was made and is not shown, once all that was not made so is removed. Where keys are unique and all rows are in the shadow, as
    /// many rows on both sides are the same.
    /// </summary>
    public string PutIn =>
        $"""
        insert into evidence.{Name} ({string.Join(", ", Columns.Select(column => $"\"{column.Name}\""))})
        select {string.Join(", ", Columns.Select(column => $"made.\"{column.Name}\""))} from {Made} made
        where {(HasUniqueKey && !IsMatched ? Fewer : "true")} and not exists (select from evidence.{Name} shown where shown.study = $1 and {KeysMatch("shown", "made")})
        """;

    /// <summary>The table of the shadow that has what is shown otherwise.</summary>
    public static string ShownOf(string name) => $"{name}_shown";

    /// <summary>Rows that were changed after they had been set side by side are looked at as they are shown now.</summary>
    public IReadOnlyList<string> Refresh(Revised revised) =>
    [
        $"delete from {Otherwise} where study = $1 and {revised.Condition}",
        $"insert into {Otherwise} select * from evidence.{Name} where study = $1 and {revised.Condition}",
    ];

    private string KeysMatch(string one, string other) =>
        string.Join(" and ", Columns.Where(column => column.IsKey).Select(column => $"{column.Of(one)} = {column.Of(other)}"));

    private string List(string table) => string.Join(", ", Columns.Where(column => !column.IsKey).Select(column => column.Of(table)));
}

/// <summary>Rows of a table that were made anew after all had been set beside what is shown.</summary>
/// <param name="Condition">Which; <c>$2</c> is the value.</param>
internal sealed record Revised(string Table, string Condition, object Value);
