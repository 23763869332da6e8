using System.Diagnostics;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform.Http.Limits;

public sealed class RequestTimeoutTests(SharedService shared)
{
    [Fact]
    public async Task Given_a_query_that_takes_too_long_when_its_time_is_over_then_it_is_given_up_and_cancelled_in_the_database()
    {
        await using var service = await LimitedService.Start(shared, ("Seconds", "2"));
        var study = await Used(service);
        await using var connection = await service.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table evidence.view in access exclusive mode", connection))
            await hold.ExecuteNonQueryAsync();

        var answer = await study.Get("claims/C1");
        var waiting = await Waiting(service);
        await transaction.RollbackAsync();

        (answer.Status, answer.Problem).ShouldBe((504, "too-slow"), answer.Text);
        answer.Text.ShouldContain("2 s");
        waiting.ShouldBe(0, "the query must not go on behind the answer");
        (await study.Get("claims/C1")).Status.ShouldBe(200);
    }

    /// <summary>A batch may take as long as it takes: it is all or none, and giving it up would only mean to begin again.</summary>
    [Fact]
    public async Task Given_a_batch_that_waits_longer_than_other_requests_may_when_it_can_go_on_then_it_is_taken()
    {
        await using var service = await LimitedService.Start(shared, ("Seconds", "2"));
        var study = await Used(service);
        await using var connection = await service.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table evidence.register in access exclusive mode", connection))
            await hold.ExecuteNonQueryAsync();

        var batch = study.Send(HttpMethod.Post, "codings:batch", """[{"interview":"JS 036","layer":"anna","codes":["gap"],"statement":"Said."}]""", wait: false);
        var other = await study.Get("claims/C9");
        await transaction.RollbackAsync();

        other.Status.ShouldBe(504, other.Text);
        (await batch).Status.ShouldBe(201, (await batch).Text);
    }

    /// <summary>A study with something in it. The first use of an endpoint, which compiles it, may well take longer than the limit: it is repeated.</summary>
    private static async Task<TestStudy> Used(RunningService service)
    {
        await using var unlimited = await RunningService.Start(service.Database);
        var study = await TestStudy.Open(unlimited);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"It is."}""");
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("codes", """{"key":"gap","name":"Gap","definition":"A gap."}""");
        var limited = study.In(service);
        var used = await limited.Get("claims/C1");
        for (var waited = Stopwatch.StartNew(); used.Status == 504 && waited.Elapsed < Patience.Longest;)
            used = await limited.Get("claims/C1");
        used.Status.ShouldBe(200, used.Text);
        return limited;
    }

    /// <summary>Cancelling reaches the database by a connection of its own: it may come a moment after the answer.</summary>
    private static async Task<long> Waiting(RunningService service)
    {
        long waiting = 1;
        for (var waited = Stopwatch.StartNew(); waiting > 0 && waited.Elapsed < Patience.Longest; await Task.Delay(50))
        {
            await using var command = service.Superuser.CreateCommand(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%evidence.view%' and query like '%from evidence.study_position%'");
            waiting = (long)(await command.ExecuteScalarAsync())!;
        }

        return waiting;
    }
}
