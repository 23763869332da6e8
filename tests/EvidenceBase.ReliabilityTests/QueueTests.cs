using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;

namespace EvidenceBase.ReliabilityTests;

/// <summary>What the queue has acknowledged is applied, once, whoever is killed and when.</summary>
public sealed class QueueTests(SharedData data)
{
    [Fact]
    public async Task Given_codings_that_were_acknowledged_when_the_service_is_killed_before_any_is_applied_then_all_are_there_once_after_a_restart()
    {
        Intake intake;
        await using (var service = await ServiceProcess.Start(data.Folder))
        {
            intake = await Intake.OpenStudy(service);
            await using var superuser = service.Superuser();
            await using var held = await superuser.OpenConnectionAsync();
            await using var transaction = await held.BeginTransactionAsync();
            await Run(held, "lock table evidence.intake_outcome in exclusive mode");
            await intake.Enqueue(service, 200);
            (await intake.Applied(service)).ShouldBe(0, "the test must have killed before anything was applied");
            await service.Kill();
        }

        await using var again = await ServiceProcess.Start(data.Folder);
        await intake.EachIsThereOnce(again);
    }

    [Fact]
    public async Task Given_a_long_queue_when_the_service_is_killed_in_the_middle_of_it_again_and_again_then_every_coding_is_there_once()
    {
        Intake? intake = null;
        for (var kill = 1; kill <= 3; kill++)
        {
            await using var service = await ServiceProcess.Start(data.Folder);
            intake ??= await Intake.OpenStudy(service);
            await intake.Enqueue(service, 400);
            await Until(service, async () => await intake.Applied(service) >= kill * 100);
            await service.Kill();
        }

        await using var last = await ServiceProcess.Start(data.Folder);
        (await intake!.Applied(last)).ShouldBeLessThan(intake.Keys.Count, "the test must have killed in the middle");
        await intake.EachIsThereOnce(last);
    }

    [Fact]
    public async Task Given_a_long_queue_when_the_database_is_killed_then_the_queue_goes_on_once_it_is_back_and_every_coding_is_there_once()
    {
        await using var service = await ServiceProcess.Start(data.Folder);
        var intake = await Intake.OpenStudy(service);
        await intake.Enqueue(service, 400);
        await Until(service, async () => await intake.Applied(service) >= 100);

        using (var server = Process.GetProcessById(ServiceProcess.Server(data.Folder)!.Value))
            server.Kill();
        await Until(service, () => Answers(service));

        await intake.EachIsThereOnce(service);
        service.Output.ShouldContain("has died");
    }

    [Fact]
    public async Task Given_a_poisoned_line_when_the_service_is_killed_and_the_cause_mended_then_a_replay_applies_it_once()
    {
        Intake intake;
        await using (var service = await ServiceProcess.Start(data.Folder))
        {
            intake = await Intake.OpenStudy(service);
            await Run(service, "alter table evidence.intake_outcome add constraint poison check (coding is null) not valid");
            await intake.Enqueue(service, 3);
            await intake.Settled(service);
            JsonNode.Parse(await intake.DeadLetters(service))!["items"]!.AsArray().Count.ShouldBe(3);
            await service.Kill();
        }

        await using var again = await ServiceProcess.Start(data.Folder);
        var letters = JsonNode.Parse(await intake.DeadLetters(again))!["items"]!.AsArray();
        letters.Count.ShouldBe(3);
        await Run(again, "alter table evidence.intake_outcome drop constraint poison");
        foreach (var letter in letters)
        {
            await intake.Replay(again, letter!["id"]!.GetValue<string>());
            await intake.Replay(again, letter["id"]!.GetValue<string>());
        }

        await intake.EachIsThereOnce(again);
        JsonNode.Parse(await intake.DeadLetters(again))!["items"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task<bool> Answers(ServiceProcess service)
    {
        try
        {
            await Run(service, "select 1");
            return service.Output.Contains("has died", StringComparison.Ordinal);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task Run(ServiceProcess service, string statement)
    {
        await using var superuser = service.Superuser();
        await using var connection = await superuser.OpenConnectionAsync();
        await Run(connection, statement);
    }

    private static async Task Run(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Until(ServiceProcess service, Func<Task<bool>> reached)
    {
        for (var waited = Stopwatch.StartNew(); !await reached(); await Task.Delay(20))
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, service.Output);
    }
}
