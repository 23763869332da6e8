using System.Diagnostics;
using EvidenceBase.IntegrationTests.Audit.Replays;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>A version of the software that shows things otherwise takes over without a gap.</summary>
public sealed class VersionChangeTests(SharedService service)
{
    [Fact]
    public async Task Given_views_of_another_version_when_the_service_starts_then_they_are_read_until_those_of_its_own_are_swapped_in()
    {
        var database = await service.Server.NewDatabase();
        TestStudy study;
        await using (var before = await RunningService.Start(database))
        {
            study = await Replaying.Fill(before);
            await before.Execute("update evidence.view set body = replace(body::text, 'One.', 'Old.')::json where study = $1 and kind = 'claim' and key = 'C1'", study);
            await before.Execute("update evidence.projection_version set version = 0 where $1 <> ''", study);
        }

        await using var after = await RunningService.Start(database);
        study = study.In(after);
        var texts = new List<string>();
        for (var waited = Stopwatch.StartNew(); !texts.Contains("One.") && waited.Elapsed < Patience.Longest; await Task.Delay(2))
        {
            var answer = await study.Get("claims/C1");
            answer.Status.ShouldBe(200, answer.Text);
            texts.Add(answer.Json["text"]!.GetValue<string>());
        }

        texts.Distinct().ShouldBeSubsetOf(["Old.", "One."]);
        texts.ShouldContain("One.");
        await study.Given("claims", """{"key":"C9","kind":"causal","text":"It goes on."}""");
        (await study.Replayed())["differences"]!.GetValue<long>().ShouldBe(0);
        await using var version = after.Superuser.CreateCommand("select version from evidence.projection_version");
        (await version.ExecuteScalarAsync()).ShouldBe(EvidenceBase.Platform.Seeing.RecordProjection.Version);
    }

    [Fact]
    public async Task Given_an_error_that_lasts_when_the_version_changes_then_it_is_tried_later_each_time_until_it_has_passed()
    {
        var database = await service.Server.NewDatabase();
        var clock = new HurriedTime(TimeSpan.FromSeconds(2));
        await using (var before = await RunningService.Start(database))
        {
            var study = await TestStudy.Open(before);
            await before.Execute("update evidence.projection_version set version = 0 where $1 <> ''", study);
            await Run(
                before,
                """
                create function evidence.refuse_version() returns trigger language plpgsql as $$ begin raise exception 'not today'; end $$;
                create trigger refuse_version before update on evidence.projection_version for each row execute function evidence.refuse_version()
                """);
        }

        await using var after = await RunningService.Start(database, log: Microsoft.Extensions.Logging.LogLevel.None, configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        for (var waited = Stopwatch.StartNew(); !clock.Pauses.Contains(TimeSpan.FromSeconds(16)); await Task.Delay(50))
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, string.Join(' ', clock.Pauses));
        await Run(after, "drop trigger refuse_version on evidence.projection_version");

        object? version = null;
        for (var waited = Stopwatch.StartNew(); version is not EvidenceBase.Platform.Seeing.RecordProjection.Version; await Task.Delay(100))
        {
            waited.Elapsed.ShouldBeLessThan(Patience.Longest);
            await using var command = after.Superuser.CreateCommand("select version from evidence.projection_version");
            version = await command.ExecuteScalarAsync();
        }

        TimeSpan[] doubled = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(16)];
        clock.Pauses.Where(doubled.Contains).Distinct().ShouldBe(doubled);
    }

    private static async Task Run(RunningService service, string sql)
    {
        await using var command = service.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
