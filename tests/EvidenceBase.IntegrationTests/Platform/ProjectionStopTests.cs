using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>An event that cannot be applied is never skipped.</summary>
public sealed class ProjectionStopTests(SharedService service)
{
    private static readonly Dictionary<string, RawChange> Faults = new()
    {
        ["of a newer version"] = new(Type: "'claim_foretold'", DotnetType: "'EvidenceBase.Record.Claims.ClaimForetold, EvidenceBase.Record'"),
        ["unreadable"] = new(Data: "'[]'::jsonb || to_jsonb($3::text)"),
        ["after a missing one"] = new(Version: "7"),
    };

    [Theory]
    [InlineData("of a newer version")]
    [InlineData("unreadable")]
    [InlineData("after a missing one")]
    public async Task Given_an_event_that_cannot_be_applied_when_it_comes_then_the_views_stop_before_it_and_go_on_once_it_is_repaired(string fault)
    {
        var database = await service.Server.NewDatabase();
        TestStudy study;
        await using (var running = await RunningService.Start(database, log: LogLevel.None))
        {
            study = await TestStudy.Open(running);
            await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
            (await running.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue();
            var poison = await RawEvents.NextSequence(running.Superuser);
            await using var raw = await running.Superuser.OpenConnectionAsync();
            await RawEvents.AppendClaim(raw, study.Slug, "poison", poison, Faults[fault]);

            var health = await UntilUnready(running);
            var accepted = await study.Send(HttpMethod.Post, "claims", """{"key":"C2","kind":"causal","text":"Two."}""", wait: false);
            await Task.Delay(TimeSpan.FromSeconds(2));

            health.ShouldContain($"stopped after event {poison - 1}");
            health.ShouldContain("Nothing was skipped");
            accepted.Status.ShouldBe(201, accepted.Text);
            (await study.Get("claims")).Json["items"]!.AsArray().Count.ShouldBe(1);
            (await running.Http.GetAsync(new Uri("/health/live", UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue();
            await using var repair = running.Superuser.CreateCommand(
                """
                alter table evidence.mt_events disable trigger user;
                update evidence.mt_events broken set type = 'claim_asserted', mt_dotnet_type = sound.mt_dotnet_type, version = 1, data = jsonb_set(sound.data, '{key}', '"repaired"')
                from (select * from evidence.mt_events where type = 'claim_asserted' order by seq_id limit 1) sound
                where broken.seq_id = (select max(seq_id) - 1 from evidence.mt_events);
                alter table evidence.mt_events enable trigger user;
                """);
            await repair.ExecuteNonQueryAsync();
        }

        await using var again = await RunningService.Start(database);
        study = study.In(again);
        await study.Given("claims", """{"key":"C3","kind":"causal","text":"Three."}""");
        (await study.Get("claims")).Json["items"]!.AsArray().Select(item => item!["key"]!.GetValue<string>()).Order(StringComparer.Ordinal)
            .ShouldBe(["C1", "C2", "C3", "repaired"]);
    }

    /// <summary>What <c>/health/ready</c> says once it no longer says that all is well.</summary>
    internal static async Task<string> UntilUnready(RunningService running)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Longest; await Task.Delay(100))
        {
            using var answer = await running.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            if ((int)answer.StatusCode == 503)
                return await answer.Content.ReadAsStringAsync();
        }

        throw new TimeoutException("The service kept saying that it is ready.");
    }
}
