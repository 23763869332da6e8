using EvidenceBase.IntegrationTests.Platform;
using static EvidenceBase.IntegrationTests.Intake.QueuedStudy;

namespace EvidenceBase.IntegrationTests.Intake;

public sealed class EnqueueCodingsTests(SharedService service)
{
    [Fact]
    public async Task Given_codings_when_they_are_enqueued_then_they_are_taken_at_once_and_applied_as_if_each_had_been_sent_alone()
    {
        var queued = await Open(service);

        var accepted = await queued.Enqueue([("X-Correlation-Id", "import 7"), ("X-Reason", "Second%20pass")], Segment(), Statement("st-1", "said in the queue"));
        var receipt = await queued.Settled(accepted);

        accepted.Json["accepted"]!.GetValue<int>().ShouldBe(2);
        accepted.Headers["Location"].ShouldEndWith($"/intake/{accepted.Json["id"]}");
        States(receipt).ShouldBe(["1 applied", "2 applied"]);
        receipt["received"]!.GetValue<int>().ShouldBe(2);
        receipt["applied"]!.GetValue<int>().ShouldBe(2);
        var study = queued.Study;
        var segment = receipt["lines"]![0]!["coding"]!.GetValue<Guid>();
        (await study.Get($"codings/{segment}/text")).Json["text"]!.GetValue<string>().ShouldBe("one");
        (await study.Get("codings/st-1/text")).Json["text"]!.GetValue<string>().ShouldBe("said in the queue");
        var history = (await study.Get($"codings/{segment}/history")).Json["items"]![0]!;
        history["correlation"]!.GetValue<string>().ShouldBe("import 7");
        history["reason"]!.GetValue<string>().ShouldBe("Second pass");
        history["causation"]!.GetValue<string>().ShouldBe($"intake:{receipt["id"]}/1");
        history["actor"]!.GetValue<string>().ShouldBe(receipt["actor"]!.GetValue<string>());
    }

    [Fact]
    public async Task Given_one_coding_a_line_when_they_are_enqueued_as_ndjson_then_the_receipt_counts_the_lines_of_the_file()
    {
        var queued = await Open(service);

        var accepted = await queued.Study.Send(
            HttpMethod.Post, "codings:enqueue", $"{Segment()}\n\n{Segment(4, 7)}\n", wait: false, ("Content-Type", "application/x-ndjson"));

        States(await queued.Settled(accepted)).ShouldBe(["1 applied", "3 applied"]);
    }

    [Fact]
    public async Task Given_lines_that_the_record_does_not_allow_when_they_are_enqueued_then_each_is_refused_with_its_problem_and_the_others_are_applied()
    {
        var queued = await Open(service);
        await queued.Study.Given("interviews", """{"code":"JS 040"}""");
        (await queued.Study.Post("interviews/JS%20040/consent-withdrawal", """{"scopes":["paraphrase"],"reason":"Asked by letter."}""")).Status.ShouldBe(200);
        await queued.Study.Given("codings", Statement("st-1"));

        var receipt = await queued.Settled(await queued.Enqueue(
            Segment(), Segment(code: "nothing"), Segment(end: 99), Statement("st-1"), Statement("st-2", interview: "JS 040"), Statement("st-3")));

        States(receipt).ShouldBe(["1 applied", "2 refused unknown-reference", "3 refused range", "4 refused key-taken", "5 refused withdrawn", "6 applied"]);
        receipt["refused"]!.GetValue<int>().ShouldBe(4);
        receipt["lines"]![1]!["refusal"]!["field"]!.GetValue<string>().ShouldBe("code");
        receipt["lines"]![1]!["refusal"]!["detail"]!.GetValue<string>().ShouldContain("There is no code “nothing”");
        (await queued.Codings()).ShouldBe(3);
        (await queued.Ask("select count(*) from evidence.vault_entry v where study = $1 and not exists (select from evidence.mt_events e where e.data::text like '%' || v.handle || '%')"))
            .ShouldBe(0, "the words of a refused line are kept nowhere");
    }

    [Fact]
    public async Task Given_lines_that_cannot_be_read_or_code_what_is_not_there_when_they_are_enqueued_then_each_is_told_at_once_and_nothing_is_taken()
    {
        var queued = await Open(service);

        var shape = await queued.Enqueue(Segment(), """{"layer":"Anna!","document":"D1","code":"gap","start":0,"end":1}""", """{"nonsense":1}""");
        var unknown = await queued.Enqueue(Statement("st-1"), Statement("st-2", interview: "JS 999"), Segment(document: "D9"), Statement("st-3", interview: "D1"));

        shape.Status.ShouldBe(422, shape.Text);
        Told(shape).ShouldBe(["2 invalid layer", "3 malformed-json nonsense"]);
        unknown.Status.ShouldBe(422, unknown.Text);
        Told(unknown).ShouldBe(["2 unknown-reference interview", "3 unknown-reference document", "4 unknown-reference interview"]);
        (await queued.Study.Get("intake")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await queued.Ask("select count(*) from evidence.vault_entry where study = $1")).ShouldBe(1, "only the document");
        (await queued.Codings()).ShouldBe(0);
    }

    [Theory]
    [InlineData("[]", "empty-batch")]
    [InlineData("{}", "malformed-json")]
    [InlineData("[", "malformed-json")]
    [InlineData("", "malformed-json")]
    public async Task Given_a_body_that_holds_no_codings_when_it_is_enqueued_then_it_is_told_so(string body, string problem)
    {
        var queued = await Open(service);

        var answer = await queued.Study.Send(HttpMethod.Post, "codings:enqueue", body, wait: false);

        answer.Status.ShouldBe(400, answer.Text);
        answer.Problem.ShouldBe(problem);
    }

    [Fact]
    public async Task Given_more_lines_than_the_queue_takes_when_they_are_enqueued_then_none_is_taken()
    {
        var queued = await Open(service);

        var answer = await queued.Enqueue([.. Enumerable.Repeat(Segment(), 1001)]);

        answer.Status.ShouldBe(400, answer.Text);
        answer.Problem.ShouldBe("too-many-lines");
    }

    [Fact]
    public async Task Given_a_study_that_is_unknown_or_archived_when_codings_are_enqueued_then_it_takes_none()
    {
        var queued = await Open(service);
        (await queued.Study.Post("archival", """{"reason":"Over."}""")).Status.ShouldBe(200);

        var archived = await queued.Enqueue(Segment());
        var unknown = await queued.Study.Send(HttpMethod.Post, "/api/studies/nowhere/codings:enqueue", $"[{Segment()}]", wait: false);

        archived.Status.ShouldBe(409, archived.Text);
        archived.Problem.ShouldBe("archived");
        unknown.Status.ShouldBe(404, unknown.Text);
    }

    [Fact]
    public async Task Given_an_idempotency_key_when_it_is_sent_again_then_the_same_receipt_comes_and_with_other_content_a_problem()
    {
        var queued = await Open(service);
        (string, string)[] key = [("Idempotency-Key", "import-1")];

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => queued.Enqueue(key, Segment(), Statement("st-1"))));
        await queued.Settled(all[0]);
        var late = await queued.Enqueue(key, Segment(), Statement("st-1"));
        var other = await queued.Enqueue(key, Segment(4, 7));

        all.Append(late).ShouldAllBe(answer => answer.Status == 202);
        all.Append(late).Select(answer => answer.Text).Distinct().Count().ShouldBe(1);
        all.Count(answer => !answer.Headers.ContainsKey("Idempotent-Replayed")).ShouldBe(1);
        late.Headers["Idempotent-Replayed"].ShouldBe("true");
        late.Headers["Location"].ShouldBe(all[0].Headers["Location"]);
        other.Status.ShouldBe(422, other.Text);
        other.Problem.ShouldBe("idempotency-key-reused");
        (await queued.Codings()).ShouldBe(2);
    }

    [Fact]
    public async Task Given_a_segment_without_a_revision_when_its_document_is_revised_before_it_is_applied_then_it_is_refused_and_not_applied_to_another_text()
    {
        var queued = await Open(service);
        TestAnswer accepted;
        await using (await QueueFault.In(queued.Study, "55P03"))
        {
            accepted = await queued.Enqueue(Segment());
            (await queued.Study.Send(HttpMethod.Post, "documents/D1/revisions", """{"text":"zero one two three"}""", wait: false, ("If-Match", "\"1\""))).Status.ShouldBe(200);
        }

        States(await queued.Settled(accepted)).ShouldBe(["1 refused revision-superseded"]);
    }

    [Fact]
    public async Task Given_an_interview_that_is_erased_when_its_words_wait_in_the_queue_or_come_later_then_they_are_gone_and_none_is_taken()
    {
        var queued = await Open(service);
        TestAnswer accepted;
        await using (await QueueFault.In(queued.Study, "55P03"))
        {
            accepted = await queued.Enqueue(Statement("st-1", "said before"));
            (await queued.Study.Send(HttpMethod.Post, "interviews/JS 036/erasure", """{"confirm":"JS 036","reason":"Asked by letter."}""", wait: false)).Status.ShouldBe(200);
        }

        var late = await queued.Enqueue(Statement("st-2", "said after"));

        States(await queued.Settled(accepted)).ShouldBe(["1 refused withdrawn"]);
        late.Status.ShouldBe(422, late.Text);
        Told(late).ShouldBe(["1 erased interview"]);
        (await queued.Ask("select count(*) from evidence.vault_entry v join evidence.register r on r.id = v.holder where v.study = $1 and r.kind = 'interview' and v.handle not in (select (data -> 'text' ->> 'handle')::uuid from evidence.mt_events where data -> 'text' ->> 'handle' is not null)"))
            .ShouldBe(0);
    }

    private static IEnumerable<string> Told(TestAnswer answer) =>
        answer.Json["lines"]!.AsArray().Select(line => $"{line!["line"]} {line["type"]} {line["field"]}");
}
