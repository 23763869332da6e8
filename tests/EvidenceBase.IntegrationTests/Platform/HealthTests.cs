using Microsoft.Extensions.Logging;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform;

public sealed class HealthTests(SharedService service)
{
    [Fact]
    public async Task Given_a_sound_service_when_asked_then_it_is_live_and_names_what_it_has_looked_at()
    {
        var study = await TestStudy.Open(service.Running);

        var live = await study.Get("/health/live");
        var ready = await study.Get("/health/ready");

        live.Status.ShouldBe(200, live.Text);
        ready.Status.ShouldBe(200, ready.Text);
        ready.Json["checks"]!["database"]!["status"]!.GetValue<string>().ShouldBe("healthy");
        ready.Json["checks"]!["views"]!["status"]!.GetValue<string>().ShouldBe("healthy");
    }

    [Fact]
    public async Task Given_no_database_when_asked_then_it_is_live_but_not_ready_and_a_command_is_told_to_come_again()
    {
        var database = await service.Server.NewDatabase();
        await using var running = await RunningService.Start(database, log: LogLevel.None);
        var study = await TestStudy.Open(running);
        NpgsqlConnection.ClearAllPools();
        await using (var server = NpgsqlDataSource.Create(service.Server.Superuser))
        await using (var drop = server.CreateCommand($"drop database {database.Name} with (force)"))
            await drop.ExecuteNonQueryAsync();

        var ready = await study.Get("/health/ready");

        ready.Status.ShouldBe(503, ready.Text);
        ready.Json["checks"]!["database"]!["detail"]!.GetValue<string>().ShouldStartWith("The database does not answer");
        (await study.Get("/health/live")).Status.ShouldBe(200);
    }
}
