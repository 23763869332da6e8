using System.Globalization;
using System.Text.Json.Nodes;
using EvidenceBase.Platform.Seeing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform.Seeing;

/// <summary>Any moment, by position or by time, gives what was shown then.</summary>
public sealed class MomentsTests(SharedService service)
{
    [Fact]
    public async Task Given_events_of_which_several_have_the_same_time_when_a_time_is_resolved_then_it_is_the_last_position_until_then()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        await study.Given("documents", """{"key":"D1","title":"Notes","text":"Fog, no crane moved."}""");
        await study.Given(
            "codings:batch",
            """[{"document":"D1","layer":"anna","code":"loss","start":0,"end":3},{"document":"D1","layer":"anna","code":"loss","start":5,"end":7},{"document":"D1","layer":"anna","code":"loss","start":8,"end":13}]""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        var moments = service.Running.Services.GetRequiredService<Moments>();
        var positions = new List<Position>();
        for (var number = 1L; number <= (await moments.Latest(study.Slug, default)).Number; number++)
            positions.Add((await moments.Resolve(study.Slug, $"position:{number}", default)).Position!);

        positions.GroupBy(position => position.RecordedAt).ShouldContain(same => same.Count() > 1, "the batch has one time");
        foreach (var time in positions.SelectMany(position => new[] { position.RecordedAt, position.RecordedAt.AddTicks(-10), position.RecordedAt.AddTicks(10) }).Append(DateTimeOffset.MaxValue))
        {
            var (resolved, problem) = await moments.Resolve(study.Slug, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture), default);
            problem.ShouldBeNull();
            resolved.ShouldBe(positions.LastOrDefault(position => position.RecordedAt <= time) ?? Position.None);
        }
    }

    [Fact]
    public async Task Given_a_database_that_compiles_costly_statements_when_the_service_connects_then_its_own_are_not_compiled()
    {
        await using var running = await RunningService.Start(await service.Server.NewDatabase());
        await using (var setting = running.Superuser.CreateCommand("do $$ begin execute format('alter database %I set jit = on', current_database()); end $$"))
            await setting.ExecuteNonQueryAsync();
        var database = running.Services.GetRequiredService<NpgsqlDataSource>();
        database.Clear();
        running.Superuser.Clear();

        await using var others = running.Superuser.CreateCommand("show jit");
        await using var own = database.CreateCommand("show jit");

        (await others.ExecuteScalarAsync()).ShouldBe("on");
        (await own.ExecuteScalarAsync()).ShouldBe("off");
    }

    [Fact]
    public async Task Given_steps_whose_claims_cite_codings_that_change_when_every_moment_is_asked_about_then_each_step_is_as_it_was_shown_then()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        await study.Given("documents", """{"key":"D1","title":"Notes","text":"Fog, no crane moved."}""");
        var coding = (await study.Given("codings", """{"document":"D1","layer":"anna","code":"loss","start":0,"end":3}""")).Id;
        await study.Given("arguments", """{"key":"a","title":"An argument"}""");
        var shown = new List<(string Position, string Address, JsonNode Step)>();
        foreach (var (address, json) in new[]
        {
            ("arguments/a/steps", """{"key":"S1","title":"One","inference":"It follows."}"""),
            ("arguments/a/steps", """{"key":"S2","title":"Two","inference":"It follows."}"""),
            ("claims", """{"key":"C1","kind":"causal","text":"One."}"""),
            ("claims", """{"key":"C2","kind":"causal","text":"Two."}"""),
            ("claims/C1/evidence", $$"""{"stance":"supports","cites":{"kind":"coding","name":"{{coding}}"},"weight":"Direct."}"""),
            ("arguments/a/steps/S1/claims", """{"claim":"C1"}"""),
            ("arguments/a/steps/S2/claims", """{"claim":"C2"}"""),
            ($"codings/{coding}/notes", """{"note":"Look again."}"""),
            ("undo", "{}"),
            ("claims/C2/qualifications", """{"text":"Holds for the old port."}"""),
        })
        {
            await study.Given(address, json);
            foreach (var step in new[] { "S1", "S2" })
            {
                var read = await study.Get($"arguments/a/steps/{step}");
                if (read.Status == 200)
                    shown.Add((read.Headers["Evidence-Position"], $"arguments/a/steps/{step}", read.Json));
            }
        }

        shown.Select(one => one.Step.ToJsonString()).Distinct().Count().ShouldBeGreaterThan(6);
        foreach (var (position, address, step) in shown)
            (await study.Get($"{address}?asOf=position:{position}")).Json.ToJsonString().ShouldBe(step.ToJsonString(), $"{address} at {position}");
        (await study.Get("arguments/a/steps/S1?asOf=position:1")).Problem.ShouldBe("not-yet");
    }
}
