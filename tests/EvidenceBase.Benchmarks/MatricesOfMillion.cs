using System.Globalization;

namespace EvidenceBase.Benchmarks;

/// <summary>Each matrix over a million codings, warm, against PostgreSQL counting the same rows by code once.</summary>
public static class MatricesOfMillion
{
    private const double Milliseconds = 300;

    private static readonly string[] Matrices =
    [
        "code-by-case", "code-by-interview", "co-occurrence", "co-occurrence?relation=inclusion", "co-occurrence?relation=exact",
        "co-occurrence?relation=proximity&within=5", "co-occurrence?across=layers", "coverage", "saturation", "frequency",
    ];

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        var address = await MillionCodings.Open(place);
        var ratios = new List<Ratio>();
        foreach (var matrix in Matrices)
        {
            var (rounds, times) = (new List<(double, double)>(), new List<double>());
            for (var round = -1; round < 7; round++)
            {
                var limit = await Counted(place);
                var ours = await MillionCodings.Milliseconds(place, $"{address}/matrices/{matrix}");
                if (round < 0)
                    continue;
                rounds.Add((1_000 / ours, 1_000 / limit));
                times.Add(ours);
            }

            times.Sort();
            ratios.Add(Ratio.Of(
                $"{matrix} of {MillionCodings.Codings:N0} codings (per second)", "PostgreSQL counting them by code", null, rounds,
                string.Create(CultureInfo.InvariantCulture, $"median {times[times.Count / 2]:0} ms, longest {times[^1]:0} ms, aim {Milliseconds:0} ms")));
        }

        return ratios;
    }

    private static async Task<double> Counted(Workplace place)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await using var command = place.Owner.CreateCommand("select code_ids[1], count(*) from evidence.coding where study = 'bench-million' group by 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            _ = reader.GetInt64(1);
        return clock.Elapsed.TotalMilliseconds;
    }
}
