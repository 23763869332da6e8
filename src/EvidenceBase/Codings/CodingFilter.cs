using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Codings;

/// <summary>In which order codings are listed.</summary>
internal enum CodingOrder
{
    /// <summary>As they were made.</summary>
    Made,

    /// <summary>Document by document, from the beginning of each to its end; then statements, interview by interview.</summary>
    Place,

    /// <summary>Those first that were made, or confirmed, under the oldest codebook.</summary>
    Codebook,
}

/// <summary>Which codings are asked for; null is all.</summary>
/// <param name="Layers">Those that were asked for and that the reader may see.</param>
/// <param name="Redefined">Whether the definition of a code of theirs is newer than they are, and nobody has confirmed them since.</param>
/// <param name="Orphaned">Whether revisions have left nothing of what they were of.</param>
internal sealed record CodingFilter(
    Guid? Document, Guid? Interview, Guid? Code, string[]? Layers, bool? Redefined = null, bool? Orphaned = null, CodingOrder Order = CodingOrder.Made)
{
    /// <summary>What rows say of all this at a position, as a condition on <c>evidence.coding</c>; its parameters $1 to $6 are set by <see cref="Bind"/>.</summary>
    public const string Condition =
        """
        study = $1 and from_position <= $2 and (to_position is null or to_position > $2)
          and ($3::uuid is null or document_id = $3) and ($4::uuid is null or interview_id = $4)
          and ($5::uuid is null or code_ids @> array[$5::uuid]) and ($6::text[] is null or layer = any($6))
        """;

    /// <summary>Whether rows alone do not tell: codebook and documents have to be looked at as well.</summary>
    public bool NeedsMore => Redefined is not null || Orphaned is not null || Order != CodingOrder.Made;

    public void Bind(NpgsqlCommand command, string study, Position moment)
    {
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = moment.Number });
        foreach (var id in new[] { Document, Interview, Code })
            command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)Layers ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
    }

    /// <param name="document">Where the address names it and not the query.</param>
    public static async Task<(CodingFilter? Filter, Problem? Problem)> Read(HttpContext http, string study, string? document, ViewReads reads)
    {
        var cancellation = http.RequestAborted;
        if (await reads.Identify(study, Kinds.Study, study, cancellation) is null)
            return (null, await reads.Absent(study, Kinds.Study, study, cancellation));
        var (redefined, badRedefined) = QueryWord.Of(http, "redefined", "either", "true", "false");
        var (orphaned, badOrphaned) = QueryWord.Of(http, "orphaned", "either", "true", "false");
        var (order, badOrder) = QueryWord.Of(http, "order", "made", "place", "codebook");
        if ((badRedefined ?? badOrphaned ?? badOrder) is { } malformed)
            return (null, malformed);
        var ids = new Dictionary<string, Guid>();
        foreach (var kind in new[] { Kinds.Document, Kinds.Interview, Kinds.Code })
        {
            var name = kind == Kinds.Document && document is not null ? document : http.Request.Query[kind].ToString();
            if (name.Length == 0)
                continue;
            if (await reads.Identify(study, kind, name, cancellation, evenUndone: ViewReads.AsOf(http) is not null) is not { } thing)
                return (null, Problem.NotFound(kind, name));
            ids[kind] = thing.Id;
        }

        return (
            new(
                Of(Kinds.Document),
                Of(Kinds.Interview),
                Of(Kinds.Code),
                VisibleLayers(http),
                Is(redefined),
                Is(orphaned),
                Enum.Parse<CodingOrder>(order, ignoreCase: true)),
            null);

        Guid? Of(string kind) => ids.TryGetValue(kind, out var id) ? id : null;
    }

    private static bool? Is(string word) => word == "either" ? null : word == "true";

    private static string[]? VisibleLayers(HttpContext http)
    {
        string[]? asked = http.Request.Query["layer"] is [{ Length: > 0 } layer] ? [layer] : null;
        return Blindness.Of(http) is { } blindness ? [.. (asked ?? blindness.Layers).Where(one => !blindness.Hides(one))] : asked;
    }
}
