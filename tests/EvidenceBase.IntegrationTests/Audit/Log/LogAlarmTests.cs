using System.Diagnostics;
using EvidenceBase.Audit.Log;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Platform.Rebuilding;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.TransparencyLog.Notes;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Audit.Log;

/// <summary>The log goes on only where what is there fits what was signed; else it says what is wrong, and signs nothing.</summary>
public sealed class LogAlarmTests(SharedService shared)
{
    [Fact]
    public async Task Given_keys_that_are_gone_when_events_come_then_nothing_is_signed_until_they_are_back()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await TestStudy.Open(service);
        var before = await study.Proven();
        var folder = Path.Combine(service.Data, "keys", study.Slug, "log");
        Directory.Move(folder, $"{folder}-away");

        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");

        await study.Alarmed($"keys of the transparency log of “{study.Slug}” cannot be read");
        Directory.Exists(folder).ShouldBeFalse("new keys must not be made");
        await Health(study, 503);
        Directory.Move($"{folder}-away", folder);
        var after = await study.Proven();
        (after.Size, after.Alarm).ShouldBe((before.Size + 1, null));
        after.Keys.ShouldBe(before.Keys);
        await Health(study, 200);
    }

    [Fact]
    public async Task Given_keys_of_another_log_when_events_come_then_nothing_is_signed_with_them()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await TestStudy.Open(service);
        await study.Proven();
        var file = Path.Combine(service.Data, "keys", study.Slug, "log", "signing-0001.key");
        await File.WriteAllTextAsync(file, new SigningKey("another.example/log", SignatureType.Ed25519, new byte[32]).ToSecretText());

        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");

        await study.Alarmed("another.example/log");
        (await study.LogStatus()).NotYetProven.ShouldBe(1);
    }

    [Fact]
    public async Task Given_an_event_put_in_below_the_last_when_the_views_are_rebuilt_then_the_log_alarms_and_reorders_nothing()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await TestStudy.Open(service);
        var free = await RawEvents.NextSequence(service.Superuser);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        var before = await study.Proven();
        await using (var connection = await service.Superuser.OpenConnectionAsync())
            await RawEvents.AppendClaim(connection, study.Slug, "late", free);

        await service.Services.GetRequiredService<RecordRebuild>().Run(TestContext.Current.CancellationToken);
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");

        await study.Alarmed("An event was put in or removed below it");
        var after = await study.LogStatus();
        (after.Size, after.Root).ShouldBe((before.Size, before.Root));
    }

    [Fact]
    public async Task Given_a_tile_that_was_changed_when_events_come_then_nothing_is_signed_on_top_of_it()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await TestStudy.Open(service);
        await study.Proven();
        await using (var command = service.Superuser.CreateCommand(
            "alter table evidence.log_tile disable trigger all; update evidence.log_tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1); alter table evidence.log_tile enable trigger all"))
        {
            await command.ExecuteNonQueryAsync();
        }

        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");

        await study.Alarmed("do not give the root that was signed");
    }

    [Fact]
    public async Task Given_an_event_with_a_position_that_is_gone_when_the_log_comes_to_it_then_it_alarms()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await TestStudy.Open(service);
        var before = await study.Proven();
        var folder = Path.Combine(service.Data, "keys", study.Slug, "log");
        Directory.Move(folder, $"{folder}-away");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");
        await LogTests.Tamper(service, $"delete from evidence.mt_events where tenant_id = '{study.Slug}' and data ->> 'key' = 'C1'");
        Directory.Move($"{folder}-away", folder);

        await study.Alarmed("is not in the event table any more");
        (await study.LogStatus()).Size.ShouldBe(before.Size);
    }

    /// <summary>One study's log is refused by the database, for good. Before, none of the others went on.</summary>
    [Fact]
    public async Task Given_a_log_that_cannot_be_written_when_events_come_to_others_too_then_theirs_go_on_and_it_does_once_the_cause_is_gone()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase(), log: Microsoft.Extensions.Logging.LogLevel.None);
        var (broken, other) = (await TestStudy.Open(service), await TestStudy.Open(service));
        await broken.Proven();
        await other.Proven();
        await Execute(
            service,
            $"""
            create function evidence.refuse_one() returns trigger language plpgsql as $$ begin raise exception 'the disk is full of holes'; end $$;
            create trigger refuse_one before insert or update on evidence.log_tile for each row when (new.study = '{broken.Slug}') execute function evidence.refuse_one()
            """);

        await broken.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await broken.Alarmed("the disk is full of holes");
        await other.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");

        (await other.Proven()).Alarm.ShouldBeNull();
        (await broken.LogStatus()).NotYetProven.ShouldBe(1);
        await Health(broken, 503);
        await Execute(service, "drop trigger refuse_one on evidence.log_tile");
        (await broken.Proven()).Alarm.ShouldBeNull();
        await Health(broken, 200);
    }

    /// <summary>A second key signs beside the first, so that whoever knows one of them can go on.</summary>
    [Fact]
    public async Task Given_a_second_key_beside_the_first_when_the_log_goes_on_then_both_sign()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await TestStudy.Open(service);
        var before = await study.Proven();
        var key = new SigningKey(before.Origin!, SignatureType.Ed25519, [.. Enumerable.Repeat((byte)7, 32)]);
        await File.WriteAllTextAsync(Path.Combine(service.Data, "keys", study.Slug, "log", "signing-0002.key"), key.ToSecretText());

        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");

        var after = await study.Proven();
        after.Keys.ShouldBe([.. before.Keys, key.Verifier.ToString()]);
        var note = SignedNote.Parse((await study.Get("audit/checkpoint")).Text);
        foreach (var known in after.Keys)
            Checkpoint.Open(note, VerifierKey.Parse(known)).Size.ShouldBe(after.Position);
    }

    [Fact]
    public async Task Given_several_writers_at_once_when_a_study_is_written_then_each_event_is_in_its_log_once_and_in_order()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await TestStudy.Open(service);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        var writer = service.Services.GetRequiredService<LogWriter>();
        using var enough = new CancellationTokenSource();
        var others = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await writer.Advance(study.Slug, TestContext.Current.CancellationToken);
        })).ToList();

        await LogTests.AppendRaw(study, 300);
        await study.Proven();
        await enough.CancelAsync();
        await Task.WhenAll(others);

        var leaves = await study.Entries(303);
        leaves.Select(leaf => leaf.Sequence).ShouldBeInOrder();
        leaves.Select(leaf => leaf.Id).ShouldBeUnique();
        leaves.Count.ShouldBe(303);
    }

    private static async Task Execute(RunningService service, string sql)
    {
        await using var command = service.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task Health(TestStudy study, int status)
    {
        TestAnswer? answer = null;
        for (var waited = Stopwatch.StartNew(); answer?.Status != status && waited.Elapsed < Patience.Longest; await Task.Delay(50))
            answer = await study.Get("/health/ready");
        answer!.Status.ShouldBe(status, answer.Text);
    }
}
