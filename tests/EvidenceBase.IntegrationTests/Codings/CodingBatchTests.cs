using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Documents;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Codings;

public sealed class CodingBatchTests(SharedService service)
{
    private const string Segment = """{"document":"D1","layer":"anna","code":"gap","start":0,"end":3}""";

    [Fact]
    public async Task Given_a_batch_when_it_is_taken_then_its_codings_are_there_as_if_each_had_come_alone()
    {
        var study = await Given();
        await study.Given("codings", Segment);
        await study.Given("codings", Statement("st-1", "said alone"));

        var batch = await study.Post("codings:batch", $"[{Segment},{Statement("st-2", "said together")},{Segment.Replace("anna", "ben", StringComparison.Ordinal)}]");

        batch.Status.ShouldBe(201, batch.Text);
        batch.Json["accepted"]!.GetValue<int>().ShouldBe(3);
        var ids = batch.Json["codings"]!.AsArray().Select(id => id!.GetValue<Guid>()).ToList();
        (await study.Get($"codings/{ids[0]}/text")).Json["text"]!.GetValue<string>().ShouldBe("one");
        (await study.Get("codings/st-2/text")).Json["text"]!.GetValue<string>().ShouldBe("said together");
        (await study.Get("codings?layer=anna")).Json["items"]!.AsArray().Count.ShouldBe(4);
        (await study.Get("documents/D1/codings?layer=ben")).Json["items"]![0]!["id"]!.GetValue<Guid>().ShouldBe(ids[2]);

        // what is stored differs in nothing but identity
        (await Stored(study, ids[0])).ShouldBe((await Stored(study, Alone(await study.Get("documents/D1/codings?layer=anna"), ids[0]))));
        (await Stored(study, ids[1])).ShouldBe((await Stored(study, (await study.Get("codings/st-1")).Id)));

        // and single commands go on where the batch ended
        (await study.Post("codings", Segment)).Status.ShouldBe(201);
        (await study.Post("codings", Segment.Replace("anna", "ben", StringComparison.Ordinal))).Status.ShouldBe(201);
        (await study.Delete($"codings/{ids[2]}", """{"reason":"Twice."}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Given_one_coding_a_line_when_it_is_sent_as_ndjson_then_it_is_taken_and_empty_lines_are_skipped()
    {
        var study = await Given();

        var batch = await study.Post("codings:batch", $"{Segment}\r\n\n{Statement("st-1", "said")}\n", ("Content-Type", "application/x-ndjson"));
        var wrong = await study.Post("codings:batch", $"{Segment}\n\n{{\"layer\":\n", ("Content-Type", "application/x-ndjson"));

        batch.Status.ShouldBe(201, batch.Text);
        batch.Json["accepted"]!.GetValue<int>().ShouldBe(2);
        wrong.Status.ShouldBe(422, wrong.Text);
        wrong.Json["lines"]![0]!["line"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Given_wrong_lines_when_a_batch_is_sent_then_each_is_told_by_its_number_and_nothing_is_written()
    {
        var study = await Given();
        await study.Given("codings", Statement("st-1", "said"));
        string[] lines =
        [
            Segment,
            Segment.Replace("gap", "nothing", StringComparison.Ordinal),
            Segment.Replace("\"end\":3", "\"end\":99", StringComparison.Ordinal),
            Statement("st-1", "taken"),
            Statement("st-2", "first"),
            Statement("st-2", "second"),
            Segment.Replace("D1", "D9", StringComparison.Ordinal),
        ];

        var answer = await study.Post("codings:batch", $"[{string.Join(',', lines)}]");
        var shape = await study.Post("codings:batch", $$"""[{{Segment}},{"layer":"Anna!","document":"D1","code":"gap","start":0,"end":1},{"nonsense":1}]""");

        answer.Status.ShouldBe(422, answer.Text);
        answer.Problem.ShouldBe("wrong-lines");
        answer.Json["wrong"]!.GetValue<int>().ShouldBe(5);
        Told(answer).ShouldBe(["2 unknown-reference code", "3 range end", "4 key-taken key", "6 key-taken key", "7 unknown-reference document"]);
        Told(shape).ShouldBe(["2 invalid layer", "3 malformed-json nonsense"], shape.Text);
        (await study.Get("codings")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("[]", "empty-batch")]
    [InlineData("{}", "malformed-json")]
    [InlineData("[{\"layer\":", "malformed-json")]
    public async Task Given_what_is_no_batch_when_it_is_sent_then_it_is_refused(string json, string problem)
    {
        var answer = await (await Given()).Post("codings:batch", json);

        (answer.Status, answer.Problem).ShouldBe((400, problem), answer.Text);
    }

    [Fact]
    public async Task Given_a_study_that_is_not_there_when_a_batch_is_sent_then_it_is_not_found()
    {
        var study = await Given();

        (await study.Post("/api/studies/nowhere/codings:batch", $"[{Segment}]")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_a_key_when_the_same_batch_is_repeated_then_it_is_answered_as_before_and_written_once()
    {
        var study = await Given();

        var first = await study.Post("codings:batch", $"[{Segment}]", ("Idempotency-Key", "b-1"));
        var repeat = await study.Post("codings:batch", $"[{Segment}]", ("Idempotency-Key", "b-1"));
        var other = await study.Post("codings:batch", $"[{Segment},{Segment}]", ("Idempotency-Key", "b-1"));

        (repeat.Status, repeat.Text).ShouldBe((first.Status, first.Text));
        repeat.Headers["Idempotent-Replayed"].ShouldBe("true");
        (other.Status, other.Problem).ShouldBe((422, "idempotency-key-reused"));
        (await study.Get("codings")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Given_several_batches_for_the_same_new_sheet_at_once_when_they_are_taken_then_every_coding_is_there_once()
    {
        var study = await Given();
        var batch = $"[{string.Join(',', Enumerable.Repeat(Segment, 50))}]";

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => study.Post("codings:batch", batch)));

        answers.ShouldAllBe(answer => answer.Status == 201);
        answers.SelectMany(answer => answer.Json["codings"]!.AsArray().Select(id => id!.GetValue<Guid>())).Distinct().Count().ShouldBe(200);
        (await study.Get("codings?limit=500")).Json["items"]!.AsArray().Count.ShouldBe(200);
    }

    [Fact]
    public async Task Given_words_in_a_batch_when_every_column_of_the_database_is_searched_then_they_are_nowhere()
    {
        const string canary = "wellensittich昆山";
        var study = await Given();
        await study.Post("codings:batch", $"[{Statement("st-1", canary)}]");
        await study.Post("codings:batch", $"[{Statement("st-1", canary)},{Statement("st/2", canary)}]");

        (await study.Get("codings/st-1/text")).Text.ShouldContain(canary);
        (await NoWordInTheDatabaseTests.Places(study.Service, canary)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_code_that_is_being_retired_when_a_batch_applies_it_then_the_batch_waits_and_is_refused()
    {
        var study = await Given();
        await using var held = await HeldCommits.In(study.Service, study.Slug);

        var retired = study.Send(HttpMethod.Post, "codes/gap/retirement", """{"reason":"Unused."}""", wait: false);
        await held.UntilWaiting(1);
        var batch = study.Send(HttpMethod.Post, "codings:batch", $"[{Segment}]", wait: false);
        await held.UntilWaiting(2);
        await held.LetGo();

        (await retired).Status.ShouldBe(200);
        (await batch).Status.ShouldBe(422, (await batch).Text);
        Told(await batch).ShouldBe(["1 withdrawn code"]);
    }

    [Fact]
    public async Task Given_a_batch_that_is_being_written_when_its_code_is_retired_then_the_retirement_waits_and_the_codings_stay()
    {
        var study = await Given();
        await using var held = await HeldCommits.In(study.Service, study.Slug);

        var batch = study.Send(HttpMethod.Post, "codings:batch", $"[{Segment}]", wait: false);
        await held.UntilWaiting(1);
        var retired = study.Send(HttpMethod.Post, "codes/gap/retirement", """{"reason":"Unused."}""", wait: true);
        await held.UntilWaiting(2);
        await held.LetGo();

        (await batch).Status.ShouldBe(201, (await batch).Text);
        (await retired).Status.ShouldBe(200, (await retired).Text);
        var history = (await study.Get("history?limit=500")).Json["items"]!.AsArray().Select(one => one!["type"]!.GetValue<string>()).ToList();
        history.IndexOf("segment_coded").ShouldBeGreaterThan(0);
        Math.Abs(history.IndexOf("segment_coded") - history.IndexOf("code_retired")).ShouldBe(1);
    }

    private async Task<TestStudy> Given()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("documents", """{"key":"D1","title":"Notes","interview":"JS 036","text":"one two three"}""");
        await study.Given("codes", """{"key":"gap","name":"Supply gap"}""");
        return study;
    }

    private static string Statement(string key, string words) =>
        $$"""{"interview":"JS 036","layer":"anna","key":"{{key}}","codes":["gap"],"statement":"{{words}}","locator":{"note":4} }""";

    private static IEnumerable<string> Told(TestAnswer answer) =>
        answer.Json["lines"]!.AsArray().Select(line => $"{line!["line"]} {line["type"]} {line["field"]}");

    private static Guid Alone(TestAnswer list, Guid other) =>
        list.Json["items"]!.AsArray().Select(one => one!["id"]!.GetValue<Guid>()).First(id => id != other);

    /// <summary>Event, stream and register row of a coding, without ids, keys, versions and times.</summary>
    private static async Task<string> Stored(TestStudy study, Guid coding)
    {
        await using var command = study.Service.Superuser.CreateCommand(
            """
            select jsonb_build_object(
                'type', e.type, 'dotnet', e.mt_dotnet_type, 'headers', e.headers, 'user', e.user_name, 'archived', e.is_archived, 'correlated', e.correlation_id is not null,
                'caused', e.causation_id is not null, 'micros', date_trunc('microseconds', e.timestamp) = e.timestamp,
                'stream', s.type, 'streamArchived', s.is_archived, 'streamVersion', s.version = (select version from evidence.register where id = s.id),
                'data', e.data - 'codingId' - 'key' - 'statement', 'row', to_jsonb(r) - 'id' - 'key')::text
            from evidence.mt_events e
            join evidence.mt_streams s on s.id = e.stream_id and s.tenant_id = e.tenant_id
            join evidence.register r on r.id = $1 and r.stream_id = s.id
            where e.data ->> 'codingId' = $1::text and e.tenant_id = $2
            """);
        command.Parameters.Add(new() { Value = coding });
        command.Parameters.Add(new() { Value = study.Slug });
        return JsonNode.Parse((string)(await command.ExecuteScalarAsync())!)!.ToJsonString();
    }
}
