using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Npgsql;
using Wolverine.Http;

namespace EvidenceBase.Matrices;

public static class ReadFrequencyEndpoint
{
    private const int MostSpans = 1_000;

    /// <summary>
    /// Codings by code and the time in which they were made: <c>by</c> day, week (from Monday), month or year, in UTC, from the first coding of
    /// the study to the moment that is asked about; of more than a thousand spans the first holds all before it. Filters and forms as of code by case.
    /// </summary>
    [WolverineGet("/api/studies/{study}/matrices/frequency")]
    [Query("document", "interview", "code", "case", "layer", "children", "asOf", "by")]
    [Needs(Right.Read)]
    [Gives(typeof(Frequency))]
    public static async Task<IResult> Get(string study, HttpContext http, MatrixReads matrices)
    {
        var (by, problem) = QueryWord.Of(http, "by", "month", "day", "week", "year");
        if (problem is not null)
            return Problems.Result(problem);
        return await matrices.Answer(
            http,
            study,
            async (read, request) => Frequency.Count(
                await matrices.Countable(read, request, http.RequestAborted), await Spans(read, study, by, http.RequestAborted)),
            MatrixCsv.Write);
    }

    /// <summary>Each span with the first position recorded in it or after it: recorded times never go back.</summary>
    private static async Task<List<TimeSpanOfRecord>> Spans(MomentRead read, string study, string by, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select span at time zone 'utc', coalesce((select min(p.position) from evidence.study_position p where p.study = $1 and p.recorded_at >= span at time zone 'utc'), $3)
            from (select date_trunc($2, min(recorded_at) at time zone 'utc') as first, date_trunc($2, max(recorded_at) at time zone 'utc') as last
                  from evidence.study_position where study = $1 and position in (1, $3)) whole
            cross join lateral generate_series(greatest(first, last - $4 * ('1 ' || $2)::interval), last, ('1 ' || $2)::interval) span
            order by span
            """,
            read.Connection)
        {
            Parameters =
            {
                new() { Value = study }, new() { Value = by }, new() { Value = read.Moment.Number }, new() { Value = (double)(MostSpans - 1) },
            },
        };
        var spans = new List<TimeSpanOfRecord>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            spans.Add(new(Name(reader.GetFieldValue<DateTimeOffset>(0).UtcDateTime, by), reader.GetInt64(1)));
        return spans;
    }

    private static string Name(DateTime start, string by) => by switch
    {
        "year" => start.ToString("yyyy", CultureInfo.InvariantCulture),
        "month" => start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        "week" => $"{ISOWeek.GetYear(start):D4}-W{ISOWeek.GetWeekOfYear(start):D2}",
        _ => start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
