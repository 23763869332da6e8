using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;

namespace EvidenceBase.ReliabilityTests;

/// <summary>A replay outlives the process that was at it, and leaves nothing half-made.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Given_a_service_killed_in_the_middle_of_a_replay_when_it_starts_again_then_the_replay_goes_on_to_its_end()
    {
        using var data = new SharedData();
        string replay;
        NpgsqlConnection holding;
        await using (var service = await ServiceProcess.Start(data.Folder))
        {
            var commands = await Commands.OpenStudy(service);
            commands.Sent.Add("C1");
            (await commands.Assert(service, "C1")).Status.ShouldBe(201);
            await commands.AllAreShown(service);

            // What the replay has to look at is held, so that it is surely in the middle when the service is killed.
            await using var superuser = service.Superuser();
            holding = await superuser.OpenConnectionAsync();
            await Execute(holding, "begin; lock table evidence.dependency in access exclusive mode");
            using var asked = await service.Http.PostAsync(new Uri($"/api/studies/{commands.Study}/audit/replays", UriKind.Relative), null);
            replay = asked.Headers.Location!.ToString();
            await Until(service, replay, state => state == "running");
            await service.Kill();
            await holding.DisposeAsync();
        }

        await using var again = await ServiceProcess.Start(data.Folder);
        var ended = await Until(again, replay, state => state is not ("waiting" or "running"));

        ended["state"]!.GetValue<string>().ShouldBe("done", ended.ToJsonString());
        ended["differences"]!.GetValue<long>().ShouldBe(0);
        await using var owner = again.Superuser();
        await using var left = owner.CreateCommand("select count(*) from pg_tables where schemaname = 'evidence_shadow'");
        (await left.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task Given_a_stopped_service_when_the_history_is_replayed_from_the_command_line_then_its_exit_code_tells_whether_something_differs()
    {
        using var data = new SharedData();
        await using (var service = await ServiceProcess.Start(data.Folder))
        {
            var commands = await Commands.OpenStudy(service);
            commands.Sent.Add("C1");
            (await commands.Assert(service, "C1")).Status.ShouldBe(201);
            await commands.AllAreShown(service);
        }

        await using (var sound = ServiceProcess.Command(data.Folder, "replay", new Dictionary<string, string>()))
        {
            var (code, output) = await sound.Ended();
            code.ShouldBe(0, output);
            output.ShouldContain("0 differences");
        }

        await using (var service = await ServiceProcess.Start(data.Folder))
        {
            await using var superuser = service.Superuser();
            await using var alter = superuser.CreateCommand("update evidence.view set version = 9 where kind = 'claim' and key = 'C1'");
            (await alter.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        await using var altered = ServiceProcess.Command(data.Folder, "replay", new Dictionary<string, string>());
        var (differs, told) = await altered.Ended();
        differs.ShouldBe(3, told);
        told.ShouldContain("altered");
        told.ShouldContain("claim C1");
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<JsonNode> Until(ServiceProcess service, string replay, Func<string, bool> reached)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var answer = JsonNode.Parse(await service.Http.GetStringAsync(new Uri(replay, UriKind.RelativeOrAbsolute)))!;
            if (reached(answer["state"]!.GetValue<string>()))
                return answer;
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, answer.ToJsonString());
        }
    }
}
