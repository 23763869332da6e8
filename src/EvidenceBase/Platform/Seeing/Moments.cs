using System.Globalization;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>Turns what <c>asOf</c> says – a time, <c>position:1234</c>, or a release's name – into a position of the study.</summary>
public sealed class Moments(NpgsqlDataSource database)
{
    private const string Columns = "select position, sequence, recorded_at from evidence.study_position where study = $1 ";

    /// <summary>
    /// Positions are dense and their times never go back: the last one is found by halving, however many there are and however many were recorded at the same time.
    /// </summary>
    private const string LastUntil =
        $"""
        with recursive search (low, high) as (
            select 0::bigint, (select max(position) from evidence.study_position where study = $1)
            union all
            select case when middle.recorded_at <= $2 then middle.position else low end,
                   case when middle.recorded_at <= $2 then high else middle.position - 1 end
            from search cross join lateral (
                select position, recorded_at from evidence.study_position where study = $1 and position = (low + high + 1) / 2 offset 0) middle
            where low < high)
        {Columns} and position = (select low from search where low = high)
        """;

    public async Task<(Position? Position, Problem? Problem)> Resolve(string study, string asOf, CancellationToken cancellation)
    {
        if (asOf.StartsWith("position:", StringComparison.Ordinal))
        {
            if (!long.TryParse(asOf.AsSpan("position:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
                return (null, Malformed(asOf));
            var found = await Read(study, Columns + "and position = $2", number, cancellation);
            return found is null ? (null, await Beyond(study, number, cancellation)) : (found, null);
        }

        if (DateTimeOffset.TryParseExact(asOf, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return (await Read(study, LastUntil, time, cancellation) ?? Position.None, null);
        }

        return await Release(study, asOf, cancellation) is { } release ? (release, null) : (null, Malformed(asOf));
    }

    /// <summary>The latest position that the views stand at; 0 for a study whose first event has not been seen yet.</summary>
    public async Task<Position> Latest(string study, CancellationToken cancellation) =>
        await Read(study, Columns + "and $2 order by position desc limit 1", true, cancellation) ?? Position.None;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private static Problem Malformed(string asOf) => new(
        ProblemKind.Malformed,
        "malformed-moment",
        $"“{asOf}” is neither a time (2026-03-01T12:00:00Z), nor a position (position:1234), nor the name of a release of this study.",
        "asOf");

    private async Task<Problem> Beyond(string study, long number, CancellationToken cancellation)
    {
        var latest = await Latest(study, cancellation);
        return new(ProblemKind.Malformed, "position-out-of-range", $"Position {number} is beyond the latest, which is {latest.Number}.", "asOf");
    }

    private Task<Position?> Release(string study, string name, CancellationToken cancellation) => Read(
        study,
        """
        select p.position, p.sequence, p.recorded_at
        from evidence.study_position p
        join evidence.state s on s.study = p.study and s.kind = 'study'
        cross join lateral jsonb_array_elements(s.data::jsonb -> 'releases') release
        where p.study = $1 and release ->> 'name' = $2 and p.position = (release ->> 'position')::bigint
        """,
        name,
        cancellation);

    private async Task<Position?> Read<T>(string study, string sql, T value, CancellationToken cancellation)
        where T : notnull
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2))
            : null;
    }
}
