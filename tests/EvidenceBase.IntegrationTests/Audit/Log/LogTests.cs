using System.Diagnostics;
using System.Text.Json;
using EvidenceBase.Audit.Log;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Record.Kernel;
using EvidenceBase.TransparencyLog;
using EvidenceBase.TransparencyLog.Events;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.IntegrationTests.Audit.Log;

public sealed class LogTests(SharedService service)
{
    [Fact]
    public async Task Given_events_when_they_are_below_a_checkpoint_then_it_is_signed_over_exactly_the_rows_of_the_event_table()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Post("claims", """{"key":"C1","kind":"causal","text":"“Jobs” were lost. 苏州"}""", ("X-Reason", "because%20of%20C2"), ("X-Correlation-Id", "a-course"));
        await study.Given("claims/C1/objections", """{"reason":"Were they?"}""");

        var status = await study.Proven();
        var (checkpoint, _) = await study.OpenCheckpoint();
        var leaves = await study.Entries(checkpoint.Size);

        (checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToBase64()).ShouldBe((status.Origin!, 4, status.Root!));
        checkpoint.Origin.ShouldEndWith($"/{study.Slug}");
        var range = new CompactRange();
        foreach (var leaf in leaves)
            range.Append(MerkleTree.Leaf(leaf.ToEntry()));
        range.Root.ShouldBe(checkpoint.Root);
        leaves.Select(leaf => leaf.Type).ShouldBe(["study_opened", "member_added", "claim_asserted", "claim_contested"]);
        leaves.ShouldAllBe(leaf => leaf.Study == study.Slug && leaf.IsArchived == false && leaf.BinaryData == null && leaf.UserName!.StartsWith("local:"));
        leaves[2].Headers!.ShouldContain("\"reason\":\"because of C2\"");
        leaves[2].CorrelationId.ShouldBe("a-course");
    }

    [Fact]
    public async Task Given_more_events_than_a_tile_holds_when_each_is_proved_then_every_proof_holds_by_itself()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        var earlier = await OpenProven(study);
        await AppendRaw(study, 300);

        var (checkpoint, note) = await OpenProven(study);
        var leaves = await study.Entries(checkpoint.Size);

        checkpoint.Size.ShouldBe(303);
        foreach (var position in new long[] { 1, 2, 100, 256, 257, 302, 303 })
        {
            var answer = await study.Get($"audit/proofs/{position}");
            answer.Status.ShouldBe(200, answer.Text);
            var proof = LogProof.Parse(answer.Text);
            (proof.Index, proof.Checkpoint.ToString()).ShouldBe((position - 1, note));
            using var extra = JsonDocument.Parse(proof.Extra);
            var entry = CanonicalJson.Of(extra.RootElement.GetProperty("entry").GetRawText());
            entry.ShouldBe(leaves[(int)position - 1].ToEntry());
            proof.Proves(MerkleTree.Leaf(entry), checkpoint).ShouldBeTrue();
            PayloadCommitment.Of(extra.RootElement.GetProperty("salt").GetBytesFromBase64(), extra.RootElement.GetProperty("payload").GetRawText())
                .ShouldBe(EventLeaf.Parse(entry).PayloadCommitment);
        }

        var consistency = JsonSerializer.Deserialize<ConsistencyProof>((await study.Get($"audit/consistency?from={earlier.Checkpoint.Size}")).Text, RecordJson.Options)!;
        (consistency.From, consistency.To).ShouldBe((3, 303));
        MerkleProof.VerifyConsistency(3, earlier.Checkpoint.Root, 303, checkpoint.Root, [.. consistency.Hashes.Select(TreeHash.FromBase64)]).ShouldBeTrue();
        (await study.Bytes("tile/0/000")).Length.ShouldBe(8192);
        (await study.Bytes("tile/0/001.p/3")).ShouldBe((await study.Bytes("tile/0/001.p/47"))[..96]);
        (await study.Bytes("tile/1/000.p/1")).Length.ShouldBe(32);
    }

    [Fact]
    public async Task Given_a_proof_against_an_older_checkpoint_when_asked_for_then_it_leads_to_that_root()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        var (older, _) = await OpenProven(study);
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");
        await OpenProven(study);

        var proof = LogProof.Parse((await study.Get($"audit/proofs/1?size={older.Size}")).Text);

        Checkpoint.Parse(proof.Checkpoint.Text).ShouldBe(older);
        (await study.Get($"audit/proofs/4?size={older.Size}")).Problem.ShouldBe("not-yet-proven");
        (await study.Get("audit/proofs/1?size=1000")).Problem.ShouldBe("not-yet-proven");
    }

    [Fact]
    public async Task Given_a_release_when_the_study_goes_on_then_the_release_stays_pinned_to_the_checkpoint_of_its_position()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");
        await study.Given("releases", """{"name":"submitted","position":2}""");
        await study.Proven();
        var (pinned, note) = await study.OpenCheckpoint("?release=submitted");
        await study.Given("claims", """{"key":"C3","kind":"causal","text":"Three."}""");
        var (latest, _) = await OpenProven(study);

        pinned.Size.ShouldBe(2);
        (await study.OpenCheckpoint("?release=submitted")).Note.ShouldBe(note);
        var proof = JsonSerializer.Deserialize<ConsistencyProof>((await study.Get("audit/consistency?from=2")).Text, RecordJson.Options)!;
        MerkleProof.VerifyConsistency(2, pinned.Root, latest.Size, latest.Root, [.. proof.Hashes.Select(TreeHash.FromBase64)]).ShouldBeTrue();
        (await study.Get("audit/checkpoint?release=published")).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("audit/proofs/0", 400, "malformed-position")]
    [InlineData("audit/proofs/x", 400, "malformed-position")]
    [InlineData("audit/proofs/-1", 400, "malformed-position")]
    [InlineData("audit/proofs/99999", 404, "position-out-of-range")]
    [InlineData("audit/checkpoint?size=x", 400, "malformed-size")]
    [InlineData("audit/checkpoint?size=99999", 404, "not-yet-proven")]
    [InlineData("audit/consistency", 400, "malformed-size")]
    [InlineData("audit/consistency?from=0", 400, "size-out-of-range")]
    [InlineData("audit/consistency?from=1&to=99999", 400, "size-out-of-range")]
    [InlineData("audit/consistency?from=1&to=x", 400, "malformed-size")]
    [InlineData("audit/tile/0/000", 404, "not-found")]
    [InlineData("audit/tile/0/000.p/200", 404, "not-found")]
    [InlineData("audit/tile/0/0.p/1", 404, "not-found")]
    [InlineData("audit/tile/64/000.p/1", 404, "not-found")]
    [InlineData("audit/tile/x/000.p/1", 404, "not-found")]
    [InlineData("audit/tile/entries/000.p/200", 404, "not-found")]
    [InlineData("audit/tile/entries/..%2f000.p/1", 404, "not-found")]
    [InlineData("audit/payloads/x", 404, "not-found")]
    public async Task Given_what_the_log_does_not_have_when_asked_for_then_the_answer_says_so(string path, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Proven();

        var answer = await study.Get(path);

        (answer.Status, answer.Problem).ShouldBe((status, problem), answer.Text);
    }

    [Theory]
    [InlineData("log")]
    [InlineData("checkpoint")]
    [InlineData("proofs/1")]
    [InlineData("consistency?from=1")]
    public async Task Given_no_such_study_when_its_log_is_asked_for_then_it_is_not_found(string path)
    {
        using var answer = await service.Running.Http.GetAsync($"/api/studies/no-such-study/audit/{path}");

        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Given_an_event_that_was_changed_after_it_was_signed_when_its_proof_is_asked_for_then_there_is_none()
    {
        await using var own = await RunningService.Start(await service.Server.NewDatabase());
        var study = await TestStudy.Open(own);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Proven();
        await Tamper(own, $"update evidence.mt_events set data = jsonb_set(data, '{{text}}', '\"Two.\"') where tenant_id = '{study.Slug}' and version = 1 and type = 'claim_asserted'");

        (await study.Get("audit/proofs/3")).Problem.ShouldBe("history-changed");
        (await study.Get("audit/proofs/2")).Status.ShouldBe(200);
    }

    internal static async Task Tamper(RunningService service, params string[] statements)
    {
        await using var connection = await service.Superuser.OpenConnectionAsync();
        foreach (var statement in statements.Prepend("alter table evidence.mt_events disable trigger all").Append("alter table evidence.mt_events enable trigger all"))
        {
            await using var command = new Npgsql.NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    internal static async Task AppendRaw(TestStudy study, int claims)
    {
        await using var connection = await study.Service.Superuser.OpenConnectionAsync();
        for (var number = 0; number < claims; number++)
            await RawEvents.AppendClaim(connection, study.Slug, $"raw-{Guid.NewGuid():N}", await RawEvents.NextSequence(study.Service.Superuser));
        for (var waited = Stopwatch.StartNew(); (await study.LogStatus()).Position < claims; await Task.Delay(50))
            waited.Elapsed.ShouldBeLessThan(Patience.Longest);
    }

    private static async Task<(Checkpoint Checkpoint, string Note)> OpenProven(TestStudy study)
    {
        await study.Proven();
        return await study.OpenCheckpoint();
    }
}
