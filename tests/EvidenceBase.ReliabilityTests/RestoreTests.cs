using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EvidenceBase.ReliabilityTests;

/// <summary>A backup that was never restored is none: a laptop's data folder, copied while the service is stopped as docs/database.md says, and started elsewhere.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task Given_a_copy_of_the_data_folder_when_it_is_started_elsewhere_then_texts_are_read_the_log_goes_on_and_a_replay_finds_no_difference()
    {
        using var elsewhere = new SharedData();
        Commands commands;
        long proven;
        using (var data = new SharedData())
        {
            await using (var service = await ServiceProcess.Start(data.Folder))
            {
                commands = await Commands.OpenStudy(service);
                using var deposited = await service.Http.PostAsJsonAsync($"/api/studies/{commands.Study}/documents", new { key = "D1", title = "Notes", text = "The crane was sold." });
                deposited.IsSuccessStatusCode.ShouldBeTrue(await deposited.Content.ReadAsStringAsync());
                await Assert(commands, service, "C1");
                proven = await Proven(service, commands.Study, atLeast: 3);
            }

            using var copying = Process.Start("cp", ["-a", $"{data.Folder}/.", elsewhere.Folder]);
            await copying.WaitForExitAsync();
            copying.ExitCode.ShouldBe(0);
        }

        await using (var restored = await ServiceProcess.Start(elsewhere.Folder))
        {
            (await restored.Http.GetStringAsync($"/api/studies/{commands.Study}/documents/D1/text")).ShouldContain("The crane was sold.");
            (await commands.Assert(restored, "C1")).Repeated.ShouldBeTrue("what was answered before is answered again");
            await Assert(commands, restored, "C2");
            var grown = await Proven(restored, commands.Study, atLeast: proven + 1);
            (await restored.Http.GetStringAsync($"/api/studies/{commands.Study}/audit/consistency?from={proven}&to={grown}")).ShouldContain("hashes");
        }

        await using var replay = ServiceProcess.Command(elsewhere.Folder, "replay", new Dictionary<string, string>());
        var (code, output) = await replay.Ended();
        code.ShouldBe(0, output);
        output.ShouldContain("0 differences");
    }

    private static async Task Assert(Commands commands, ServiceProcess service, string key)
    {
        commands.Sent.Add(key);
        (await commands.Assert(service, key)).Status.ShouldBe(201);
        await commands.AllAreShown(service);
    }

    /// <summary>The size of the log, once it has come so far.</summary>
    private static async Task<long> Proven(ServiceProcess service, string study, long atLeast)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var log = JsonNode.Parse(await service.Http.GetStringAsync($"/api/studies/{study}/audit/log"))!;
            if (log["size"]!.GetValue<long>() is var size && size >= atLeast)
                return size;
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, log.ToJsonString());
        }
    }
}
