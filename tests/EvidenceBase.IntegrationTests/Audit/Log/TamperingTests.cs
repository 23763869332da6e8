using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Verify;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Audit.Log;

/// <summary>
/// Whoever administers the database can switch off its guards and change what they like. Whatever they change, a third party with the key of the
/// log finds it over HTTP, and is told at which position.
/// </summary>
public sealed class TamperingTests(SharedService shared)
{
    private const string Row = "tenant_id = '{0}' and seq_id = (select sequence from evidence.study_position where study = '{0}' and position = 4)";

    /// <summary>For every column a change as small as its type allows.</summary>
    private static readonly Dictionary<string, string> Flips = new()
    {
        ["seq_id"] = "-seq_id",
        ["id"] = "overlay(id::text placing (case right(id::text, 1) when '0' then '1' else '0' end) from 36)::uuid",
        ["stream_id"] = "overlay(stream_id::text placing (case right(stream_id::text, 1) when '0' then '1' else '0' end) from 36)::uuid",
        ["version"] = "version # 2",
        ["data"] = """jsonb_set(data, '{text}', to_jsonb(overlay(data ->> 'text' placing chr(ascii(data ->> 'text') # 1) from 1)))""",
        ["bdata"] = "'\\x00'",
        ["type"] = "overlay(type placing chr(ascii(type) # 1) from 1)",
        ["timestamp"] = "timestamp + interval '1 microsecond'",
        ["tenant_id"] = "tenant_id || '-'",
        ["mt_dotnet_type"] = "mt_dotnet_type || ' '",
        ["correlation_id"] = "coalesce(correlation_id, '') || '1'",
        ["causation_id"] = "overlay(causation_id placing chr(ascii(causation_id) # 1) from 1)",
        ["headers"] = "headers || jsonb_build_object('reason', 'another')",
        ["user_name"] = "user_name || 'x'",
        ["is_archived"] = "not is_archived",
    };

    [Fact]
    public async Task Given_the_event_table_when_any_column_of_any_row_is_changed_then_the_verifier_names_the_position()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await Filled(service);
        (await Columns(service)).ShouldBe(Flips.Keys, ignoreOrder: true);
        var (intact, before) = await Check(study);
        intact.ShouldBe(Report.Holds, before);

        foreach (var (column, flipped) in Flips)
        {
            await using var connection = await service.Superuser.OpenConnectionAsync();
            await Execute(connection, "alter table evidence.mt_events disable trigger all; create temp table kept as select * from evidence.mt_events");
            (await Execute(connection, $"update evidence.mt_events set {column} = {flipped} where {Row.Replace("{0}", study.Slug, StringComparison.Ordinal)}")).ShouldBe(1, column);

            var (code, text) = await Check(study);

            code.ShouldBe(Report.IsRefuted, $"{column}: {text}");
            text.ShouldMatch("REFUTED   Positions? (4|1 to 4|4 to 5): ", $"{column}: {text}");
            await Execute(connection, "delete from evidence.mt_events; insert into evidence.mt_events select * from kept; drop table kept; alter table evidence.mt_events enable trigger all");
        }

        var (mended, after) = await Check(study);
        mended.ShouldBe(Report.Holds, after);
    }

    [Theory]
    [InlineData("a row is removed", "delete from evidence.mt_events where {row}", "Positions 4 to 5: not what was signed")]
    [InlineData("the last row is removed", "delete from evidence.mt_events where tenant_id = '{0}' and seq_id = (select max(seq_id) from evidence.mt_events where tenant_id = '{0}')", "Position 6: nothing is there any more")]
    [InlineData("all rows are removed", "delete from evidence.mt_events where tenant_id = '{0}'", "Positions 1 to 6: nothing is there any more")]
    [InlineData(
        "a row is put in between",
        "insert into evidence.mt_events select seq_id - 500000, gen_random_uuid(), gen_random_uuid(), 1, data, bdata, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived from evidence.mt_events where {row}",
        "Up to position 6 there are 1 more events than were signed")]
    [InlineData(
        "two rows change places",
        "update evidence.mt_events set seq_id = -seq_id where tenant_id = '{0}' and type = 'claim_asserted'; update evidence.mt_events e set seq_id = other.sequence from (select -seq_id as sequence, row_number() over (order by seq_id desc) as n from evidence.mt_events where tenant_id = '{0}' and seq_id < 0) other join (select seq_id, row_number() over (order by seq_id) as n from evidence.mt_events where tenant_id = '{0}' and seq_id < 0) own on own.n = other.n where e.seq_id = own.seq_id",
        "Positions 3 to 6: not what was signed")]
    [InlineData("a row becomes a tombstone", "update evidence.mt_events set type = 'tombstone' where {row}", "Positions 4 to 5: not what was signed")]
    [InlineData("the log is cut back with it", "delete from evidence.mt_events where {row}; delete from evidence.log_checkpoint where study = '{0}' and size > 3; update evidence.log_tile set hashes = substring(hashes for 96) where study = '{0}'", "history was cut off")]
    public async Task Given_the_event_table_when_rows_are_removed_put_in_or_moved_then_the_verifier_finds_it(string what, string statements, string words)
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await Filled(service);
        var kept = await study.OpenCheckpoint();
        await using var connection = await service.Superuser.OpenConnectionAsync();
        await Execute(connection, "alter table evidence.mt_events disable trigger all; alter table evidence.log_tile disable trigger all; alter table evidence.log_checkpoint disable trigger all");

        await Execute(connection, statements.Replace("{row}", Row, StringComparison.Ordinal).Replace("{0}", study.Slug, StringComparison.Ordinal));

        var (code, text) = await Check(study, kept.Note);
        code.ShouldBe(Report.IsRefuted, $"{what}: {text}");
        text.ShouldContain(words, Case.Sensitive, $"{what}: {text}");
    }

    /// <summary>Whoever has the keys as well can sign another history. Whoever has kept a checkpoint of the first still notices.</summary>
    [Fact]
    public async Task Given_a_history_rewritten_and_signed_anew_when_checked_against_a_kept_checkpoint_then_it_is_refuted()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await Filled(service);
        var kept = await study.OpenCheckpoint();
        await using (var connection = await service.Superuser.OpenConnectionAsync())
        {
            await Execute(connection, "alter table evidence.mt_events disable trigger all; alter table evidence.log_tile disable trigger all; alter table evidence.log_checkpoint disable trigger all; alter table evidence.log disable trigger all");
            await Execute(connection, $"update evidence.mt_events set user_name = 'local:eve' where {Row.Replace("{0}", study.Slug, StringComparison.Ordinal)}");
            await Execute(connection, $"delete from evidence.log where study = '{study.Slug}'; delete from evidence.log_tile where study = '{study.Slug}'; delete from evidence.log_checkpoint where study = '{study.Slug}'");
        }

        await study.Given("claims", """{"key":"C9","kind":"causal","text":"The log goes on."}""");
        await study.Proven();

        (await Check(study)).Code.ShouldBe(Report.Holds);
        var (code, text) = await Check(study, kept.Note);
        code.ShouldBe(Report.IsRefuted, text);
        text.ShouldContain("history was changed since");
    }

    [Fact]
    public async Task Given_a_service_when_its_log_is_saved_and_a_proof_taken_then_both_can_be_checked_without_it()
    {
        var study = await Filled(shared.Running);
        var key = (await study.LogStatus()).Keys[0];
        var folder = Directory.CreateTempSubdirectory("evidencebase-verify-").FullName;
        var proof = Path.Combine(folder, "4.tlog-proof");
        await File.WriteAllTextAsync(proof, (await study.Get("audit/proofs/4")).Text);

        var saved = await Check(study, null, "--save", Path.Combine(folder, "log"));
        var ofFolder = await Run("log", Path.Combine(folder, "log"), "--key", key);
        var ofProof = await Run("proof", proof, "--key", key);
        Directory.Delete(folder, recursive: true);

        saved.Code.ShouldBe(Report.Holds, saved.Text);
        ofFolder.Code.ShouldBe(Report.Holds, ofFolder.Text);
        ofProof.Code.ShouldBe(Report.Holds, ofProof.Text);
        ofProof.Text.ShouldContain("Claim 2");
    }

    [Fact]
    public async Task Given_a_study_that_one_has_no_token_for_when_checked_then_nothing_is_claimed()
    {
        var study = await Filled(shared.Running);
        var key = (await study.LogStatus()).Keys[0];
        var output = new StringWriter();

        var code = await VerifyProgram.Run(["log", $"{shared.Running.Address}/api/studies/{study.Slug}", "--key", key], output, output, null, DateTimeOffset.UtcNow);

        code.ShouldBe(Report.NotAllChecked, output.ToString());
        output.ToString().ShouldNotContain("proven");
    }

    /// <summary>Two events of the study itself, then four claims, each below a checkpoint of its own; position 4 is the second of them.</summary>
    private static async Task<TestStudy> Filled(RunningService service)
    {
        var study = await TestStudy.Open(service);
        for (var number = 1; number <= 4; number++)
        {
            await study.Given("claims", $$"""{"key":"C{{number}}","kind":"causal","text":"Claim {{number}}."}""");
            await study.Proven();
        }

        return study;
    }

    private static async Task<(int Code, string Text)> Check(TestStudy study, string? kept = null, params string[] more)
    {
        var key = (await study.LogStatus()).Keys[0];
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, kept);
        var output = new StringWriter();
        var code = await VerifyProgram.Run(
            ["log", $"{study.Service.Address}/api/studies/{study.Slug}", "--key", key, .. kept is null ? more : [.. more, "--against", file]],
            output, output, study.Service.OwnersToken, DateTimeOffset.UtcNow);
        File.Delete(file);
        return (code, output.ToString());
    }

    private static async Task<(int Code, string Text)> Run(params string[] words)
    {
        var output = new StringWriter();
        return (await VerifyProgram.Run(words, output, output, null, DateTimeOffset.UtcNow), output.ToString());
    }

    private static async Task<List<string>> Columns(RunningService service)
    {
        await using var command = service.Superuser.CreateCommand("select attname::text from pg_attribute where attrelid = 'evidence.mt_events'::regclass and attnum > 0 and not attisdropped");
        var columns = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            columns.Add(reader.GetString(0));
        return columns;
    }

    private static async Task<int> Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
