using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using EvidenceBase.Verify;

namespace EvidenceBase.ReliabilityTests;

/// <summary>What the transparency log has signed stays so, whoever is killed and when.</summary>
public sealed class LogKillTests(SharedData data)
{
    [Fact]
    public async Task Given_checkpoints_seen_before_the_service_is_killed_when_it_goes_on_then_every_one_of_them_still_holds()
    {
        Commands? commands = null;
        var seen = new HashSet<string>();
        for (var kill = 0; kill < 3; kill++)
        {
            await using var service = await ServiceProcess.Start(data.Folder);
            commands ??= await Commands.OpenStudy(service);
            using var enough = new CancellationTokenSource();
            var (sending, looking) = (commands.SendMany(service, enough.Token), Look(service, commands.Study, seen, enough.Token));
            await Task.Delay(Random.Shared.Next(1500, 3000));
            await service.Kill();
            await enough.CancelAsync();
            await Task.WhenAll(sending, looking);
        }

        await using var last = await ServiceProcess.Start(data.Folder);
        var key = await Proven(last, commands!.Study);
        seen.Count.ShouldBeGreaterThan(2);
        await commands.AllAreShown(last);
        var (code, text) = await Check(last, commands.Study, key, seen);

        code.ShouldBe(Report.Holds, text);
        text.Split('\n').Count(line => line.Contains("nothing of them was changed since", StringComparison.Ordinal)).ShouldBe(seen.Count);
    }

    /// <summary>Remembers every checkpoint that is given out; whatever goes wrong is borne.</summary>
    private static async Task Look(ServiceProcess service, string study, HashSet<string> seen, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            try
            {
                using var answer = await service.Http.GetAsync($"/api/studies/{study}/audit/checkpoint", until);
                if (answer.IsSuccessStatusCode)
                    seen.Add(await answer.Content.ReadAsStringAsync(until));
                await Task.Delay(50, until);
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    /// <summary>Waits until every event is below a checkpoint, and gives the key of the log.</summary>
    private static async Task<string> Proven(ServiceProcess service, string study)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var status = await service.Http.GetFromJsonAsync<JsonElement>($"/api/studies/{study}/audit/log");
            if (status.GetProperty("notYetProven").GetInt64() == 0 && status.GetProperty("size").GetInt64() > 10)
                return status.GetProperty("keys")[0].GetString()!;
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), $"{status}\n{service.Output}");
        }
    }

    private static async Task<(int Code, string Text)> Check(ServiceProcess service, string study, string key, IEnumerable<string> seen)
    {
        var folder = Directory.CreateTempSubdirectory("evidencebase-checkpoints-");
        List<string> words = ["log", $"{service.Http.BaseAddress}api/studies/{study}", "--key", key];
        foreach (var (number, note) in seen.Index())
        {
            var file = Path.Combine(folder.FullName, $"{number}");
            await File.WriteAllTextAsync(file, note);
            words.AddRange(["--against", file]);
        }

        var output = new StringWriter();
        var code = await VerifyProgram.Run([.. words], output, output, service.Http.DefaultRequestHeaders.Authorization!.Parameter, DateTimeOffset.UtcNow);
        folder.Delete(recursive: true);
        return (code, output.ToString());
    }
}
