using System.Text;
using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Audit.Log;
using EvidenceBase.IntegrationTests.Audit.Replays;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.Verify;

namespace EvidenceBase.IntegrationTests.Audit.Witnesses;

/// <summary>What a witness has said of a checkpoint is verified, kept with it, and found by whoever asks for it.</summary>
public sealed class WitnessTests(SharedService service)
{
    private static readonly SigningKey Library = new("witness.example/library", SignatureType.Cosignature, [.. Enumerable.Repeat((byte)5, 32)]);
    private static readonly SigningKey Archive = new("witness.example/archive", SignatureType.Cosignature, [.. Enumerable.Repeat((byte)6, 32)]);

    [Fact]
    public async Task Given_a_witness_when_it_cosigns_the_latest_and_an_earlier_checkpoint_then_both_bear_it_and_the_verifier_finds_it_later()
    {
        var study = await WithWitness();
        var (earlier, earlierNote) = await Latest(study);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        var (latest, latestNote) = await Latest(study);

        var ofLatest = await Send(study, Cosigned(latestNote, Library));
        var ofEarlier = await Send(study, Cosigned(earlierNote, Library));
        await Send(study, Cosigned(latestNote, Library));

        ofLatest.Status.ShouldBe(200, ofLatest.Text);
        ofEarlier.Status.ShouldBe(200, ofEarlier.Text);
        (ofLatest.Json["size"]!.GetValue<long>(), ofLatest.Json["cosignatures"]![0]!["witness"]!.GetValue<string>()).ShouldBe((latest.Size, "library"));
        foreach (var size in new[] { earlier.Size, latest.Size })
            SignedNote.Parse((await study.Get($"audit/checkpoint?size={size}")).Text).VerifiedBy(Library.Verifier).Count.ShouldBe(1);
        LogProof(await study.Get("audit/proofs/1")).VerifiedBy(Library.Verifier).Count.ShouldBe(1);
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");
        await study.Proven();
        (await study.Get("audit/checkpoints/library")).Text.ShouldStartWith(latest.ToString());
        var (code, text) = await Check(study, Library);
        code.ShouldBe(Report.Holds, text);
        text.ShouldContain($"The witness witness.example/library saw the log at {latest.Size} events");
        text.ShouldContain($"The first {latest.Size} events are those that the checkpoint in the service that witness.example/library has cosigned was signed over");
        (await Check(study, Archive)).Code.ShouldBe(Report.NotAllChecked);
        (await study.Replayed())["differences"]!.GetValue<long>().ShouldBe(0);
    }

    [Fact]
    public async Task Given_what_a_witness_did_not_sign_or_the_log_did_not_when_it_is_sent_then_it_is_refused_and_nothing_is_kept()
    {
        var study = await WithWitness();
        var (latest, note) = await Latest(study);
        var signed = SignedNote.Parse(note);
        var cosigned = Cosigned(note, Library);
        var foreign = Checkpoint.Parse(signed.Text) with { Root = new(new byte[32]) };

        (await Send(study, Cosigned(note, Archive))).Problem.ShouldBe("no-known-witness");
        (await Send(study, note)).Problem.ShouldBe("no-known-witness");
        (await Send(study, Changed(cosigned))).Problem.ShouldBe("false-cosignature");
        (await Send(study, Cosigned(note, Library, DateTimeOffset.UtcNow.AddHours(1)))).Problem.ShouldBe("time-ahead");
        (await Send(study, Cosigned(SignedNote.Sign(foreign.ToString(), LogLike(latest)).ToString(), Library))).Problem.ShouldBe("other-checkpoint");
        (await Send(study, Cosigned(SignedNote.Sign((foreign with { Size = latest.Size + 9 }).ToString(), LogLike(latest)).ToString(), Library))).Problem.ShouldBe("no-such-checkpoint");
        (await Send(study, "rubbish")).Problem.ShouldBe("malformed-checkpoint");
        (await Send(study, string.Empty)).Problem.ShouldBe("malformed-checkpoint");
        (await study.Get("audit/checkpoint")).Text.ShouldBe(note);
        (await study.Get("audit/checkpoints/library")).Problem.ShouldBe("not-cosigned");
    }

    [Fact]
    public async Task Given_a_witness_when_it_is_removed_then_no_more_is_taken_of_it_and_what_it_said_stays()
    {
        var study = await WithWitness();
        var (_, before) = await Latest(study);
        (await Send(study, Cosigned(before, Library))).Status.ShouldBe(200);
        await study.Given("audit/witnesses/library/removal", """{"reason":"It has lost its key."}""");
        var (_, after) = await Latest(study);

        (await Send(study, Cosigned(after, Library))).Problem.ShouldBe("no-known-witness");
        SignedNote.Parse((await study.Get("audit/checkpoints/library")).Text).VerifiedBy(Library.Verifier).Count.ShouldBe(1);
        (await study.Get("audit/witnesses/library")).Json["removed"]!.GetValue<string>().ShouldBe("It has lost its key.");
        (await study.Post("undo", """{"position":4}""")).Problem.ShouldBe("not-undoable");
    }

    [Fact]
    public async Task Given_a_reader_when_they_bring_a_cosignature_then_it_is_taken_and_they_may_register_no_witness()
    {
        var study = await WithWitness();
        using var reader = await Cast.WithToken(study, "service:reader", "reader");
        var (_, note) = await Latest(study);
        using var content = new StringContent(Cosigned(note, Library), Encoding.UTF8, "text/plain");

        using var taken = await reader.PostAsync(new Uri($"/api/studies/{study.Slug}/audit/checkpoint/cosignatures", UriKind.Relative), content);
        var (status, _) = await Cast.Send(reader, "POST", $"/api/studies/{study.Slug}/audit/witnesses", $$"""{"key":"archive","verifierKey":"{{Archive.Verifier}}"}""");

        ((int)taken.StatusCode, status).ShouldBe((200, 403));
    }

    [Fact]
    public async Task Given_a_key_that_is_no_witnesss_when_it_is_registered_then_it_is_refused()
    {
        var study = await TestStudy.Open(service.Running);
        var ofNotes = new SigningKey("witness.example/library", SignatureType.Ed25519, new byte[32]).Verifier;

        (await study.Post("audit/witnesses", $$"""{"key":"library","verifierKey":"{{ofNotes}}"}""")).Text.ShouldContain("A witness cosigns checkpoints");
        (await study.Post("audit/witnesses", """{"key":"library","verifierKey":"rubbish"}""")).Problem.ShouldBe("invalid");
        (await study.Post("audit/witnesses", """{"key":"library"}""")).Problem.ShouldBe("invalid");
    }

    [Fact]
    public async Task Given_a_cosignature_that_was_kept_when_somebody_changes_or_removes_it_then_the_database_refuses()
    {
        var study = await WithWitness();
        (await Send(study, Cosigned((await Latest(study)).Note, Library))).Status.ShouldBe(200);

        foreach (var statement in new[] { "update evidence.log_cosignature set seen_at = now()", "delete from evidence.log_cosignature" })
        {
            await using var command = service.Running.Superuser.CreateCommand(statement);
            (await Should.ThrowAsync<Npgsql.PostgresException>(command.ExecuteNonQueryAsync)).MessageText.ShouldContain("only grows");
        }
    }

    private async Task<TestStudy> WithWitness()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("audit/witnesses", $$"""{"key":"library","verifierKey":"{{Library.Verifier}}"}""");
        return study;
    }

    private static async Task<(Checkpoint Checkpoint, string Note)> Latest(TestStudy study)
    {
        await study.Proven();
        return await study.OpenCheckpoint();
    }

    private static SignedNote LogProof(TestAnswer proof) => TransparencyLog.Notes.LogProof.Parse(proof.Text).Checkpoint;

    /// <summary>A key under the name of the log that is not the log's.</summary>
    private static SigningKey LogLike(Checkpoint checkpoint) => new(checkpoint.Origin, SignatureType.Ed25519, new byte[32]);

    private static string Cosigned(string note, SigningKey witness, DateTimeOffset? seen = null)
    {
        var signed = SignedNote.Parse(note);
        return (signed with { Signatures = [.. signed.Signatures, witness.Cosign(Checkpoint.Parse(signed.Text), seen ?? DateTimeOffset.UtcNow)] }).ToString();
    }

    /// <summary>The same with one bit of the last signature turned.</summary>
    private static string Changed(string note)
    {
        var signed = SignedNote.Parse(note);
        var last = signed.Signatures[^1];
        return (signed with { Signatures = [.. signed.Signatures.SkipLast(1), last with { Value = [.. last.Value[..^1], (byte)(last.Value[^1] ^ 1)] }] }).ToString();
    }

    private static async Task<TestAnswer> Send(TestStudy study, string note) =>
        await study.Send(HttpMethod.Post, "audit/checkpoint/cosignatures", note, wait: false, ("Content-Type", "text/plain"));

    private static async Task<(int Code, string Text)> Check(TestStudy study, SigningKey witness)
    {
        var output = new StringWriter();
        var code = await VerifyProgram.Run(
            ["log", $"{study.Service.Address}/api/studies/{study.Slug}", "--key", (await study.LogStatus()).Keys[0], "--witness", witness.Verifier.ToString()],
            output,
            output,
            study.Service.OwnersToken,
            DateTimeOffset.UtcNow);
        return (code, output.ToString());
    }
}
