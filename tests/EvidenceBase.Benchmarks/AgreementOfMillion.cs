using System.Globalization;

namespace EvidenceBase.Benchmarks;

/// <summary>Agreement of two layers over a million codings, against PostgreSQL handing out the same rows once.</summary>
public static class AgreementOfMillion
{
    private const double Milliseconds = 2_000;

    private static readonly string[] Questions =
    [
        "unit=characters", "unit=segments", "unit=documents", "unit=documents&valuation=count", "unit=characters&coefficient=alphaUnitizing",
        "unit=characters&bootstrap=200",
    ];

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        var address = await MillionCodings.Open(place);
        var ratios = new List<Ratio>();
        foreach (var question in Questions)
        {
            var (rounds, times) = (new List<(double, double)>(), new List<double>());
            for (var round = -1; round < 5; round++)
            {
                var limit = await Read(place);
                var ours = await MillionCodings.Milliseconds(place, $"{address}/agreement?layer=anna&layer=ben&{question}");
                if (round < 0)
                    continue;
                rounds.Add((1_000 / ours, 1_000 / limit));
                times.Add(ours);
            }

            times.Sort();
            ratios.Add(Ratio.Of(
                $"agreement of {MillionCodings.Codings:N0} codings, {question} (per second)", "PostgreSQL handing out their places", null, rounds,
                string.Create(CultureInfo.InvariantCulture, $"median {times[times.Count / 2]:0} ms, longest {times[^1]:0} ms, aim {Milliseconds:0} ms")));
        }

        return ratios;
    }

    private static async Task<double> Read(Workplace place)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await using var command = place.Owner.CreateCommand(
            "select document_id, code_ids[1], layer, lower(segment), upper(segment) from evidence.coding where study = 'bench-million'");
        await using var reader = await command.ExecuteReaderAsync();
        var sum = 0L;
        while (await reader.ReadAsync())
            sum += reader.GetInt32(3) + reader.GetInt32(4);
        return sum > 0 ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException("There are no codings.");
    }
}
