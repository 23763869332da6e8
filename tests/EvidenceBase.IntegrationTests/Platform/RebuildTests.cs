using EvidenceBase.Platform.Rebuilding;
using EvidenceBase.Platform.Seeing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>What is shown follows from the events alone, in whatever portions they came.</summary>
public sealed class RebuildTests(SharedService shared)
{
    [Fact]
    public async Task Given_what_is_shown_when_it_is_rebuilt_from_the_events_then_every_row_is_the_same_and_a_planted_one_is_gone()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await TestStudy.Open(service);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"claim","name":"C2"}}""");
        await study.Given("arguments", """{"key":"a","title":"An argument"}""");
        await study.Given("arguments/a/steps", """{"key":"S1","title":"First","inference":"It follows."}""");
        await study.Given("arguments/a/steps/S1/claims", """{"claim":"C1"}""");
        await study.Put("claims/C2", """{"kind":"causal","text":"Two, put differently."}""", ("If-Match", "\"1\""));
        var before = await Shown(service);
        await Execute(service, "insert into evidence.view select study, kind, gen_random_uuid(), 'ghost', owner, part, version, ordering, position, body from evidence.view limit 1");

        await service.Services.GetRequiredService<RecordRebuild>().Run(TestContext.Current.CancellationToken);

        (await Shown(service)).ShouldBe(before);
    }

    private static async Task<List<string>> Shown(RunningService service)
    {
        var rows = new List<string>();
        foreach (var table in service.Services.GetRequiredService<RecordProjection>().Tables)
        {
            await using var command = service.Superuser.CreateCommand($"select t::text from {table} t order by 1");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add($"{table}: {reader.GetString(0)}");
        }

        return rows;
    }

    private static async Task Execute(RunningService service, string sql)
    {
        await using NpgsqlCommand command = service.Superuser.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
