using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Audit.Log;
using EvidenceBase.IntegrationTests.Audit.Replays;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Audit.Attestations;

/// <summary>An auditor writes nothing but what they attest to, and attests to nothing but what the log has signed.</summary>
public sealed class AttestationTests(SharedService service)
{
    [Fact]
    public async Task Given_an_auditor_when_they_attest_to_a_claim_then_it_is_listed_shown_on_its_pages_and_in_its_history_and_replays()
    {
        var study = await WithClaim();
        using var auditor = await Cast.WithToken(study, "service:auditor", "auditor");
        var (checkpoint, _) = await Proven(study);

        var made = await Attest(auditor, study, "audit-1", checkpoint.Size, checkpoint.Root.ToBase64(), """{"kind":"claim","name":"C1"}""");

        made.Status.ShouldBe(201, made.Text);
        (await study.Get("audit/attestations/audit-1")).Json["statement"]!.GetValue<string>().ShouldBe("Every link leads to its place.");
        var listed = (await study.Get("audit/attestations")).Json["items"]!.AsArray().ShouldHaveSingleItem()!;
        (listed["by"]!.GetValue<string>(), listed["verdict"]!.GetValue<string>(), listed["subject"]!["key"]!.GetValue<string>(), listed["position"]!.GetValue<long>())
            .ShouldBe(("service:auditor", "confirmed", "C1", checkpoint.Size));
        (await study.Get("claims/C1/history")).Json["items"]!.AsArray().Select(one => one!["type"]!.GetValue<string>()).ShouldBe(["claim_asserted", "attestation_made"]);
        foreach (var page in new[] { $"/studies/{study.Slug}", $"/studies/{study.Slug}/claims/C1" })
            (await study.Get(page)).Text.ShouldContain("Every link leads to its place.");
        (await study.Get($"/studies/{study.Slug}/claims/C2")).Text.ShouldNotContain("Every link leads to its place.");
        (await study.Get($"/studies/{study.Slug}/claims/C1?asOf=position:{checkpoint.Size}")).Text.ShouldNotContain("Every link leads to its place.");
        (await study.Proven()).NotYetProven.ShouldBe(0);
        (await study.Replayed())["differences"]!.GetValue<long>().ShouldBe(0);
    }

    [Fact]
    public async Task Given_what_the_log_does_not_have_when_it_is_attested_to_then_it_is_refused_and_nothing_is_written()
    {
        var study = await WithClaim();
        var (checkpoint, _) = await Proven(study);
        var root = checkpoint.Root.ToBase64();
        await study.Given("claims", """{"key":"C3","kind":"causal","text":"Three."}""");
        var latest = (await study.Proven()).Position;

        (await Send("{\"position\":4,\"root\":\"AAAAQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"")).Problem.ShouldBe("other-root");
        (await Send($$"""{"position":{{checkpoint.Size - 1}},"root":"{{root}}" """)).Problem.ShouldBe("other-root");
        (await Send($$"""{"position":{{latest + 1}},"root":"{{root}}" """)).Problem.ShouldBe("position-out-of-range");
        (await Send($$"""{"release":"submitted","root":"{{root}}" """)).Problem.ShouldBe("malformed-moment");
        (await Send($$"""{"position":{{checkpoint.Size}},"root":"{{root}}","subject":{"kind":"claim","name":"C3"} """)).Problem.ShouldBe("not-there");
        (await Send($$"""{"position":{{checkpoint.Size}},"root":"{{root}}","subject":{"kind":"claim","name":"C9"} """)).Problem.ShouldBe("unknown-reference");
        (await Send($$"""{"position":{{checkpoint.Size}},"release":"submitted","root":"{{root}}" """)).Problem.ShouldBe("invalid");
        (await Send($$"""{"root":"{{root}}" """)).Problem.ShouldBe("invalid");
        (await study.Proven()).Position.ShouldBe(latest);

        Task<TestAnswer> Send(string beginning) => study.Post("audit/attestations", $$"""{{beginning}},"key":"a","verdict":"confirmed","statement":"So it is."}""");
    }

    [Fact]
    public async Task Given_a_release_when_it_is_attested_to_then_the_attestation_stands_at_the_checkpoint_it_is_pinned_to()
    {
        var study = await WithClaim();
        await study.Given("releases", """{"name":"submitted"}""");
        await study.Proven();
        var (pinned, _) = await study.OpenCheckpoint("?release=submitted");

        await study.Given("audit/attestations", $$"""{"key":"a","release":"submitted","root":"{{pinned.Root.ToBase64()}}","verdict":"notConfirmed","statement":"The tables are missing."}""");

        var shown = (await study.Get("audit/attestations/a")).Json;
        (shown["position"]!.GetValue<long>(), shown["release"]!.GetValue<string>(), shown["subject"]).ShouldBe((pinned.Size, "submitted", null));
    }

    [Fact]
    public async Task Given_an_attestation_when_it_is_undone_or_withdrawn_then_only_its_author_withdraws_it_and_nobody_undoes_it()
    {
        var study = await WithClaim();
        using var auditor = await Cast.WithToken(study, "service:auditor", "auditor");
        var (checkpoint, _) = await Proven(study);
        (await Attest(auditor, study, "audit-1", checkpoint.Size, checkpoint.Root.ToBase64())).Status.ShouldBe(201);
        await study.Given("memos", """{"key":"m","title":"A memo","text":"So that the views have caught up.","category":"process"}""");
        const string reason = """{"reason":"I looked at another study."}""";

        var undone = await study.Post("undo", $$"""{"position":{{checkpoint.Size + 1}}}""");
        var byOwner = await study.Post("audit/attestations/audit-1/withdrawal", reason);
        var byAuthor = await Cast.Send(auditor, "POST", $"/api/studies/{study.Slug}/audit/attestations/audit-1/withdrawal", reason);
        var again = await Cast.Send(auditor, "POST", $"/api/studies/{study.Slug}/audit/attestations/audit-1/withdrawal", reason);

        (undone.Status, undone.Problem).ShouldBe((409, "not-undoable"));
        (byOwner.Status, byOwner.Problem).ShouldBe((403, "not-yours"));
        byAuthor.Status.ShouldBe(200, byAuthor.Text);
        again.Status.ShouldBe(409, again.Text);
        await study.Given("memos", """{"key":"n","title":"A memo","text":"So that the views have caught up.","category":"process"}""");
        var shown = (await study.Get("audit/attestations/audit-1")).Json;
        (shown["withdrawn"]!.GetValue<string>(), shown["statement"]!.GetValue<string>()).ShouldBe(("I looked at another study.", "Every link leads to its place."));
    }

    [Fact]
    public async Task Given_an_auditor_when_they_try_to_write_anything_else_then_they_may_not_and_an_editor_may_not_attest()
    {
        var study = await WithClaim();
        using var auditor = await Cast.WithToken(study, "service:auditor", "auditor");
        using var editor = await Cast.WithToken(study, "service:editor", "editor");
        var (checkpoint, _) = await Proven(study);

        (await Cast.Send(auditor, "POST", $"/api/studies/{study.Slug}/memos", """{"key":"m","title":"A memo","text":"Mine.","category":"process"}""")).Status.ShouldBe(403);
        (await Attest(editor, study, "a", checkpoint.Size, checkpoint.Root.ToBase64())).Status.ShouldBe(403);
        (await Cast.Send(editor, "GET", $"/api/studies/{study.Slug}/audit/attestations")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Given_an_attestation_when_the_same_command_is_repeated_or_its_key_taken_again_then_it_stands_once()
    {
        var study = await WithClaim();
        var (checkpoint, _) = await Proven(study);
        var json = $$"""{"key":"a","position":{{checkpoint.Size}},"root":"{{checkpoint.Root.ToBase64()}}","verdict":"confirmed","statement":"So it is."}""";

        var first = await study.Post("audit/attestations", json, ("Idempotency-Key", "attest"));
        var repeated = await study.Post("audit/attestations", json, ("Idempotency-Key", "attest"));
        var taken = await study.Post("audit/attestations", json);

        (first.Status, repeated.Status, repeated.Text).ShouldBe((201, 201, first.Text));
        (taken.Status, taken.Problem).ShouldBe((409, "key-taken"));
        (await study.Get("audit/attestations")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    private async Task<TestStudy> WithClaim()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");
        return study;
    }

    private static async Task<(TransparencyLog.Notes.Checkpoint Checkpoint, string Note)> Proven(TestStudy study)
    {
        await study.Proven();
        return await study.OpenCheckpoint();
    }

    private static async Task<TestAnswer> Attest(HttpClient client, TestStudy study, string key, long position, string root, string? subject = null)
    {
        var about = subject is null ? string.Empty : $""","subject":{subject}""";
        var (status, text) = await Cast.Send(
            client,
            "POST",
            $"/api/studies/{study.Slug}/audit/attestations",
            $$"""{"key":"{{key}}","position":{{position}},"root":"{{root}}","verdict":"confirmed","statement":"Every link leads to its place."{{about}}}""");
        return new(status, text, null, new Dictionary<string, string>());
    }
}
