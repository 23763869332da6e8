using System.Diagnostics;
using Npgsql;

namespace EvidenceBase.ReliabilityTests;

/// <summary>No acknowledged command is lost, none is applied twice, whoever is killed and when.</summary>
public sealed class KillTests(SharedData data)
{
    [Fact]
    public async Task Given_a_service_killed_between_commit_and_answer_when_the_command_is_repeated_then_it_gets_its_answer_and_is_applied_once()
    {
        Commands commands;
        Task<(int, string, bool)> unanswered;
        await using (var service = await ServiceProcess.Start(data.Folder))
        {
            commands = await Commands.OpenStudy(service);
            (await commands.Assert(service, "C1")).Status.ShouldBe(201);

            // The commit is on disk, but PostgreSQL keeps its answer back until a standby has confirmed it – and there is none.
            await Administer(service, "alter system set synchronous_standby_names = 'nobody'");
            unanswered = commands.Assert(service, "C2");
            await Until(service, "select exists (select from pg_stat_activity a join pg_locks l using (pid) where a.wait_event = 'SyncRep' and l.locktype = 'advisory' and a.usename = 'evidencebase_service' and l.mode = 'ExclusiveLock')");
            await service.Kill();
            await Administer(service, "alter system reset synchronous_standby_names");
        }

        await Should.ThrowAsync<HttpRequestException>(() => unanswered);
        await using var again = await ServiceProcess.Start(data.Folder);
        (await commands.EventsOf(again, "C2")).ShouldBe(1, "the test must have killed after the commit");
        var repeat = await commands.Assert(again, "C2");

        repeat.Status.ShouldBe(201, repeat.Text);
        repeat.Repeated.ShouldBeTrue();
        (await commands.EventsOf(again, "C2")).ShouldBe(1);
    }

    [Fact]
    public async Task Given_many_commands_when_the_service_is_killed_at_random_moments_then_each_is_there_exactly_once_after_repeating()
    {
        Commands? commands = null;
        for (var kill = 0; kill < 3; kill++)
        {
            await using var service = await ServiceProcess.Start(data.Folder);
            commands ??= await Commands.OpenStudy(service);
            using var enough = new CancellationTokenSource();
            var before = commands.Acknowledged.Count;
            var sending = commands.SendMany(service, enough.Token);
            await MoreThan(before + 4, commands, service);
            await Task.Delay(Random.Shared.Next(0, 1500));
            await service.Kill();
            await enough.CancelAsync();
            await sending;
        }

        await using var last = await ServiceProcess.Start(data.Folder);

        commands!.Acknowledged.Count.ShouldBeGreaterThan(10);
        await commands.EachIsThereOnceAfterRepeating(last);
        await commands.AllAreShown(last);
    }

    [Fact]
    public async Task Given_many_commands_when_the_database_is_killed_then_the_service_recovers_and_every_acknowledged_one_is_there()
    {
        await using var service = await ServiceProcess.Start(data.Folder);
        var commands = await Commands.OpenStudy(service);
        using var enough = new CancellationTokenSource();
        var sending = commands.SendMany(service, enough.Token);
        await MoreThan(10, commands, service);
        var before = commands.Acknowledged.Count;

        using (var server = Process.GetProcessById(ServiceProcess.Server(data.Folder)!.Value))
            server.Kill();
        await MoreThan(before + 49, commands, service);
        await enough.CancelAsync();
        await sending;

        service.Output.ShouldContain("has died");
        await commands.EachIsThereOnceAfterRepeating(service);
        await commands.AllAreShown(service);
    }

    private static async Task MoreThan(int count, Commands commands, ServiceProcess service)
    {
        for (var waited = Stopwatch.StartNew(); commands.Acknowledged.Count <= count; await Task.Delay(20))
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, $"only {commands.Acknowledged.Count} commands were taken, not more than {count}\n{service.Output}");
    }

    private static async Task Administer(ServiceProcess service, string statement)
    {
        await using var superuser = service.Superuser("postgres");
        await using (var command = superuser.CreateCommand(statement))
            await command.ExecuteNonQueryAsync();
        await using var reload = superuser.CreateCommand("select pg_reload_conf()");
        await reload.ExecuteNonQueryAsync();
    }

    private static async Task Until(ServiceProcess service, string question)
    {
        await using var superuser = service.Superuser("postgres");
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, question);
            await using var command = superuser.CreateCommand(question);
            if ((bool)(await command.ExecuteScalarAsync())!)
                return;
        }
    }
}
