using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Platform;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Audit.Replays;

/// <summary>What is shown follows from the events, and where it does not, a replay says so.</summary>
public sealed class ReplayTests(SharedService service)
{
    [Fact]
    public async Task Given_a_study_when_it_is_replayed_then_nothing_differs_and_the_events_told_it_to_the_end()
    {
        var study = await Replaying.Fill(service.Running);

        var asked = await study.Send(HttpMethod.Post, "audit/replays", "{}", wait: false);
        var told = await service.Running.Http.GetStringAsync(new Uri($"{asked.Headers["Location"]}/events", UriKind.Relative));
        var replay = await study.Ended(asked.Headers["Location"]);

        Replaying.State(replay).ShouldBe("done", replay.ToJsonString());
        replay["differences"]!.GetValue<long>().ShouldBe(0, string.Join('\n', await study.Differences(replay)));
        replay["events"]!.GetValue<long>().ShouldBe(replay["position"]!.GetValue<long>());
        replay["total"]!.GetValue<long>().ShouldBe(replay["position"]!.GetValue<long>());
        replay["percent"]!.GetValue<int>().ShouldBe(100);
        replay["views"]!.GetValue<long>().ShouldBeGreaterThan(6);
        told.TrimEnd().Split("\n\n")[^1].ShouldStartWith("event: over\ndata: {");
        (await study.Get("audit/replays")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("insert into evidence.view select study, kind, gen_random_uuid(), 'ghost', owner, part, version, ordering, position, body from evidence.view where study = $1 and kind = 'claim' and key = 'C1'", "ghost view claim ghost")]
    [InlineData("delete from evidence.view where study = $1 and kind = 'step' and key = 'S1'", "missing view step S1")]
    [InlineData("update evidence.view set body = replace(body::text, 'One.', 'Won.')::json where study = $1 and kind = 'claim' and key = 'C1'", "altered view claim C1 body.text")]
    [InlineData("update evidence.view set version = 7 where study = $1 and kind = 'claim' and key = 'C2'", "altered view claim C2 version")]
    [InlineData("update evidence.view set body = replace(body::text, chr(34) || ':', chr(34) || ': ')::json where study = $1 and kind = 'claim' and key = 'C2'", "altered view claim C2 body (spelling)")]
    [InlineData("insert into evidence.state select study, gen_random_uuid(), kind, 'ghost', version, created_position, position, data from evidence.state where study = $1 and kind = 'claim' and key = 'C1'", "ghost state claim ghost")]
    [InlineData("delete from evidence.state where study = $1 and kind = 'interview'", "missing state interview H 001")]
    [InlineData("update evidence.state set data = replace(data::text, 'An argument', 'No argument')::json where study = $1 and kind = 'argument'", "altered state argument a data.title")]
    [InlineData("insert into evidence.coding select study, gen_random_uuid(), 'ghost', sheet_id, layer, document_id, revision, segment, interview_id, code_ids, from_position, to_position, version, position, state from evidence.coding where study = $1 and key = 'st-1'", "ghost coding coding ghost")]
    [InlineData("delete from evidence.coding where study = $1 and key = 'st-1'", "missing coding coding st-1")]
    [InlineData("update evidence.coding set layer = 'ben' where study = $1 and key = 'st-1'", "altered coding coding st-1 layer")]
    [InlineData("update evidence.study_position set recorded_at = recorded_at - interval '1 day' where study = $1 and position = 3", "altered study_position study_position 3 recorded_at")]
    [InlineData("delete from evidence.study_position where study = $1 and position = 2", "missing study_position study_position 2")]
    [InlineData("insert into evidence.register select study, gen_random_uuid(), kind, 'ghost', stream_id, version, standing, facts from evidence.register where study = $1 and kind = 'claim' and key = 'C1'", "ghost register claim ghost")]
    [InlineData("delete from evidence.register where study = $1 and kind = 'step' and key = 'S1'", "missing register step S1")]
    [InlineData("update evidence.register set key = 'anna' where study = $1 and kind = 'sheet' and key = 'document/anna/D1'", "altered register sheet document/anna/D1 key")]
    [InlineData("update evidence.register set stream_id = gen_random_uuid() where study = $1 and kind = 'code'", "altered register code loss stream_id")]
    [InlineData("update evidence.register set version = version + 1 where study = $1 and kind = 'claim' and key = 'C2'", "altered register claim C2 version")]
    [InlineData("update evidence.register set version = 1 where study = $1 and kind = 'claim' and key = 'C1'", "altered register claim C1 version")]
    [InlineData("update evidence.register set standing = 1 where study = $1 and kind = 'claim' and key = 'C2'", "altered register claim C2 standing")]
    [InlineData("update evidence.register set facts = facts || jsonb_build_object('member:service:eve', 'Owner') where study = $1 and kind = 'study'", "altered register study {0} facts.member:service:eve")]
    [InlineData("update evidence.register set facts = facts - 'layer' where study = $1 and key = 'st-1'", "altered register coding st-1 facts.layer")]
    public async Task Given_something_shown_that_no_event_made_so_when_it_is_replayed_then_exactly_that_is_found(string fault, string found)
    {
        var study = await Replaying.Fill(service.Running);
        await service.Running.Execute(fault, study);

        var replay = await study.Replayed();

        Replaying.State(replay).ShouldBe("done", replay.ToJsonString());
        (await study.Differences(replay)).ShouldBe([found.Replace("{0}", study.Slug, StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Given_a_study_in_which_much_was_undone_and_redone_when_it_is_replayed_then_nothing_differs()
    {
        var study = await Replaying.Fill(service.Running);
        await study.Given("members", """{"principal":"service:importer","role":"coder"}""");
        await study.Given("documents", """{"key":"D2","title":"Another","text":"Nobody came."}""");
        foreach (var key in new[] { "a", "b" })
            await study.Given("codes", $$"""{"key":"{{key}}","name":"{{key}}"}""");
        await study.Given("codings", """{"document":"D2","layer":"ben","code":"a","start":0,"end":6}""");
        foreach (var turn in new[] { "undo", "redo", "undo", "undo", "redo", "redo", "undo", "undo", "undo" })
            await study.Given(turn, "{}");
        await study.Given("codings", """{"document":"D1","layer":"ben","code":"loss","start":0,"end":6}""");

        var replay = await study.Replayed();

        replay["differences"]!.GetValue<long>().ShouldBe(0, string.Join('\n', await study.Differences(replay)));
    }

    [Fact]
    public async Task Given_commands_that_go_on_when_it_is_replayed_meanwhile_then_nothing_differs()
    {
        var study = await Replaying.Fill(service.Running);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var written = 0;
            for (; !enough.IsCancellationRequested; written++)
            {
                (await study.Send(HttpMethod.Post, "claims", $$"""{"key":"W{{written}}","kind":"causal","text":"Written meanwhile."}""", wait: false)).Status.ShouldBe(201);
                (await study.Send(HttpMethod.Post, "codings", $$"""{"document":"D1","layer":"ben","code":"loss","start":0,"end":{{(written % 40) + 1}}}""", wait: false)).Status.ShouldBe(201);
            }

            return written;
        });

        for (var turn = 0; turn < 5; turn++)
        {
            var replay = await study.Replayed();
            Replaying.State(replay).ShouldBe("done", replay.ToJsonString());
            replay["differences"]!.GetValue<long>().ShouldBe(0, string.Join('\n', await study.Differences(replay)));
        }

        await enough.CancelAsync();
        (await writing).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Given_an_interview_whose_texts_were_erased_when_it_is_replayed_then_nothing_differs()
    {
        var study = await Replaying.Fill(service.Running);
        await study.Given("interviews/H%20001/erasure", """{"confirm":"H 001","reason":"Consent was withdrawn."}""");
        await study.Given("documents/D1/erasure", """{"confirm":"D1","reason":"The archive asked for it."}""");

        var replay = await study.Replayed();

        replay["differences"]!.GetValue<long>().ShouldBe(0, string.Join('\n', await study.Differences(replay)));
    }

    [Fact]
    public async Task Given_an_event_that_cannot_be_applied_when_it_is_replayed_then_it_fails_and_says_at_which()
    {
        await using var own = await RunningService.Start(await service.Server.NewDatabase(), log: Microsoft.Extensions.Logging.LogLevel.None);
        var study = await Replaying.Fill(own);
        await using var fault = own.Superuser.CreateCommand(
            """
            alter table evidence.mt_events disable trigger user;
            update evidence.mt_events set version = 9 where type = 'step_added' and version = 3;
            alter table evidence.mt_events enable trigger user;
            """);
        await fault.ExecuteNonQueryAsync();

        var replay = await study.Replayed();

        Replaying.State(replay).ShouldBe("failed", replay.ToJsonString());
        replay["failure"]!.GetValue<string>().ShouldContain("an event is missing");
    }

    [Fact]
    public async Task Given_a_replay_under_way_when_another_is_asked_for_then_it_is_the_same_and_it_can_be_cancelled_and_resumed()
    {
        await using var own = await RunningService.Start(await service.Server.NewDatabase());
        var study = await Replaying.Fill(own);
        string address;
        JsonNode cancelled;
        await using (await own.Hold())
        {
            var first = await study.Send(HttpMethod.Post, "audit/replays", "{}", wait: false);
            address = first.Headers["Location"];
            await Running(study, address);
            (await study.Send(HttpMethod.Post, "audit/replays", "{}", wait: false)).Headers["Location"].ShouldBe(address);

            (await study.Delete(address)).Status.ShouldBe(200);
            cancelled = await study.Ended(address);
        }

        var resumed = await study.Post($"{address}/resumption", "{}");
        var replay = await study.Ended(address);

        Replaying.State(cancelled).ShouldBe("cancelled");
        resumed.Status.ShouldBe(202, resumed.Text);
        Replaying.State(replay).ShouldBe("done", replay.ToJsonString());
        replay["differences"]!.GetValue<long>().ShouldBe(0);
        await using var left = own.Superuser.CreateCommand("select count(*) from pg_tables where schemaname = 'evidence_shadow'");
        (await left.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task Given_another_replay_under_way_when_a_cancelled_one_is_resumed_then_that_is_a_conflict()
    {
        await using var own = await RunningService.Start(await service.Server.NewDatabase());
        var study = await Replaying.Fill(own);
        await using (await own.Hold())
        {
            var first = (await study.Send(HttpMethod.Post, "audit/replays", "{}", wait: false)).Headers["Location"];
            await study.Delete(first);
            await study.Send(HttpMethod.Post, "audit/replays", "{}", wait: false);

            var resumed = await study.Post($"{first}/resumption", "{}");

            resumed.Status.ShouldBe(409, resumed.Text);
            resumed.Problem.ShouldBe("replay-under-way");
        }
    }

    [Fact]
    public async Task Given_a_replay_of_another_study_or_none_when_it_is_asked_for_then_it_is_not_there()
    {
        var study = await Replaying.Fill(service.Running);
        var other = await TestStudy.Open(service.Running);
        var replay = await study.Replayed();

        (await other.Get($"audit/replays/{replay["id"]}")).Status.ShouldBe(404);
        (await study.Get("audit/replays/nonsense/differences")).Status.ShouldBe(404);
        (await study.Get($"audit/replays/{Guid.NewGuid()}/events")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_an_auditor_when_they_ask_for_a_replay_then_they_may_and_a_reader_may_not()
    {
        var study = await Replaying.Fill(service.Running);
        using var auditor = await Cast.WithToken(study, "service:auditor", "auditor");
        using var reader = await Cast.WithToken(study, "service:reader", "reader");

        (await Cast.Send(auditor, "POST", $"/api/studies/{study.Slug}/audit/replays", "{}")).Status.ShouldBe(202);
        (await Cast.Send(reader, "POST", $"/api/studies/{study.Slug}/audit/replays", "{}")).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("evidence.view")]
    [InlineData("evidence.state")]
    [InlineData("evidence.study_position")]
    [InlineData("evidence.coding")]
    [InlineData("evidence.register")]
    [InlineData("evidence.vault_entry")]
    public async Task Given_the_role_of_the_replay_when_it_reads_what_is_shown_then_it_may_not_and_events_it_may(string table)
    {
        await using var own = NpgsqlDataSource.Create(service.Running.Database.Service);
        await using var connection = await own.OpenConnectionAsync();
        await Run("set role evidencebase_replay");
        await Run("select count(*) from evidence.mt_events");

        var refusal = await Should.ThrowAsync<PostgresException>(() => Run($"select count(*) from {table}"));

        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task Running(TestStudy study, string address)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); Replaying.State((await study.Get(address)).Json) != "running"; await Task.Delay(50))
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, "the replay never began");
    }
}
