using System.Diagnostics;
using System.Globalization;
using EvidenceBase.Database;

namespace EvidenceBase.Benchmarks;

/// <summary>
/// The service as a process of its own, from its start to its first answer, on a data folder that is there already – against what it cannot
/// do without: PostgreSQL's own start on the same folder, then an empty ASP.NET Core app's.
/// </summary>
public static class StartToFirstAnswer
{
    private const double Aim = 3;

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        using var folder = new TemporaryFolder();
        var data = folder.Path;
        var rounds = new List<(double, double)>();
        for (var round = -1; round < 5; round++)
        {
            var ours = await Seconds("EvidenceBase.dll", ["--urls", "http://127.0.0.1:0"], "/api/studies", data);
            var clock = Stopwatch.StartNew();
            var cluster = await PrivateCluster.StartAsync(new() { DataFolder = data });
            var database = clock.Elapsed.TotalSeconds;
            await cluster.DisposeAsync();
            var empty = await Seconds("EvidenceBase.Benchmarks.dll", [EmptyApp.Argument], "/", null);
            if (round >= 0)
                rounds.Add((1 / ours, 1 / (database + empty)));
        }

        var seconds = rounds.Select(round => 1 / round.Item1).Order().ToList();
        var median = seconds[seconds.Count / 2];
        return
        [
            Ratio.Of("start to first answer (starts per second)", "PostgreSQL's start and an empty app's", null, rounds),
            Ratio.Of("seconds allowed for a start", "those it takes", 1, [.. seconds.Select(one => (Aim, one))],
                string.Create(CultureInfo.InvariantCulture, $"{median:0.00} s where {Aim:0} s are aimed at")),
        ];
    }

    private static async Task<double> Seconds(string program, string[] arguments, string path, string? data)
    {
        var clock = Stopwatch.StartNew();
        await using var started = await StartedProgram.Start(program, arguments, data);
        using var response = await started.Http.GetAsync(path);
        response.EnsureSuccessStatusCode();
        return clock.Elapsed.TotalSeconds;
    }
}
