using Npgsql;

namespace EvidenceBase.ReliabilityTests;

public sealed class StartAndStopTests(SharedData data)
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Given_a_running_service_when_it_is_told_to_stop_then_it_ends_well_and_so_does_its_database(string signal)
    {
        await using var service = await ServiceProcess.Start(data.Folder);
        ServiceProcess.Server(data.Folder).ShouldNotBeNull();

        var code = await service.Stop(signal);

        code.ShouldBe(0, service.Output);
        ServiceProcess.Server(data.Folder).ShouldBeNull();
    }

    [Fact]
    public async Task Given_a_running_service_when_a_second_is_started_on_its_data_then_that_one_is_told_who_has_them()
    {
        await using var first = await ServiceProcess.Start(data.Folder);

        var (code, output) = await ServiceProcess.Refused(data.Folder);

        code.ShouldBe(1);
        output.ShouldContain($"in use by another service, process {first.Id}");
        (await first.Http.GetAsync("/health/ready")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Given_a_database_whose_guard_was_switched_off_when_the_service_is_started_then_it_refuses_until_it_is_on_again()
    {
        await using (var service = await ServiceProcess.Start(data.Folder))
        {
            await Run(service, "alter table evidence.mt_events disable trigger user");
        }

        var (code, output) = await ServiceProcess.Refused(data.Folder);

        code.ShouldBe(1, output);
        output.ShouldContain("history_is_append_only");
        ServiceProcess.Server(data.Folder).ShouldBeNull();
        await EnableAgain();
    }

    private static async Task Run(ServiceProcess service, string statement)
    {
        await using var superuser = service.Superuser();
        await using var command = superuser.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The service does not start any more, so the database is started without it, as an administrator would.</summary>
    private async Task EnableAgain()
    {
        await using var cluster = await Database.PrivateCluster.StartAsync(new() { DataFolder = data.Folder });
        await using var owner = NpgsqlDataSource.Create(cluster.OwnerConnectionString);
        await using var command = owner.CreateCommand("alter table evidence.mt_events enable trigger user");
        await command.ExecuteNonQueryAsync();
    }
}
