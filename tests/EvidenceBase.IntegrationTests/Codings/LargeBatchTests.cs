using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Platform.Seeing;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Codings;

/// <summary>Batches above the size that is held in memory; what they share with smaller ones is in <see cref="CodingBatchTests"/>.</summary>
public sealed class LargeBatchTests(LargeBatchTests.Own own) : IClassFixture<LargeBatchTests.Own>
{
    private const int Lines = 60_000;

    [Fact]
    public async Task Given_more_lines_than_are_held_when_they_are_sent_then_each_is_there_once_and_the_sheets_go_on()
    {
        var study = await Given();
        await study.Given("codings", Segment(0));

        var batch = await Send(study, Enumerable.Range(0, Lines).Select(Segment).Append(Statement("st-1", "said at last")), "large-1");
        var repeat = await Send(study, Enumerable.Range(0, Lines).Select(Segment).Append(Statement("st-1", "said at last")), "large-1");
        var other = await Send(study, Enumerable.Range(0, Lines).Select(Segment).Append(Statement("st-2", "said at last")), "large-1");

        batch.Status.ShouldBe(201, batch.Text);
        batch.Json["accepted"]!.GetValue<int>().ShouldBe(Lines + 1);
        (repeat.Text, repeat.Headers["Idempotent-Replayed"]).ShouldBe((batch.Text, "true"));
        (other.Status, other.Problem).ShouldBe((422, "idempotency-key-reused"));
        (await study.Get("codings:batch/large-1")).Json["phase"]!.GetValue<string>().ShouldBe("done");
        (await Recorded(study)).ShouldBe((Lines + 2, Lines + 2, true));
        (await study.Post("codings", Segment(7))).Status.ShouldBe(201);
        (await study.Service.Services.GetRequiredService<ProjectionProgress>().WaitForAll(Patience.Longest, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await study.Get("codings/st-1/text")).Json["text"]!.GetValue<string>().ShouldBe("said at last");
    }

    [Fact]
    public async Task Given_wrong_lines_among_many_when_they_are_sent_then_all_are_counted_some_told_and_nothing_is_written()
    {
        var study = await Given();
        string[] wrong = [Segment(1).Replace("\"end\":2", "\"end\":999", StringComparison.Ordinal), "{\"layer\":", Segment(1).Replace("gap", "none", StringComparison.Ordinal)];

        var answer = await Send(study, Enumerable.Range(0, Lines).Select(line => line % 1_000 == 999 ? wrong[line / 1_000 % 3] : Segment(line)), "large-2");
        var twice = await Send(study, [Statement("st-1", "one"), .. Enumerable.Range(0, Lines).Select(Segment), Statement("st-1", "two")], "large-3");

        (answer.Status, answer.Problem).ShouldBe((422, "wrong-lines"), answer.Text);
        answer.Json["wrong"]!.GetValue<int>().ShouldBe(60);
        answer.Json["lines"]!.AsArray().Take(3).Select(line => $"{line!["line"]} {line["type"]}").ShouldBe(["1000 range", "2000 malformed-json", "3000 unknown-reference"]);
        twice.Json["lines"]!.AsArray().Select(line => $"{line!["line"]} {line["type"]}").ShouldBe([$"{Lines + 2} key-taken"], twice.Text);
        (await Recorded(study)).ShouldBe((0, 0, true));
        (await study.Get("codings:batch/large-2")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_a_code_that_is_retired_while_a_batch_arrives_when_it_is_complete_then_it_is_refused_and_can_be_sent_again()
    {
        var study = await Given();
        var pipe = new Pipe();
        var sending = Send(study, new StreamContent(pipe.Reader.AsStream()), "large-4");
        await Write(pipe, 0, Lines);
        // It is told in portions of 5 000; the end of what was sent may still be under way.
        for (var waited = Stopwatch.StartNew(); (await study.Get("codings:batch/large-4")) is var progress; await Task.Delay(50))
        {
            if (progress.Status == 200 && progress.Json["lines"]!.GetValue<int>() >= Lines - 5_000)
                break;
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, progress.Text);
        }

        await study.Given("codes/gap/retirement", """{"reason":"Unused."}""");
        await Write(pipe, Lines, 10);
        await pipe.Writer.CompleteAsync();

        ((await sending).Status, (await sending).Problem).ShouldBe((409, "changed-meanwhile"), (await sending).Text);
        (await Recorded(study)).ShouldBe((0, 0, true));
        (await study.Delete("codes/gap/retirement")).Status.ShouldBe(200);
        (await Send(study, Enumerable.Range(0, Lines).Select(Segment), "large-4")).Status.ShouldBe(201);
        (await Recorded(study)).Events.ShouldBe(Lines);
    }

    [Fact]
    public async Task Given_a_batch_whose_sender_goes_away_when_it_is_sent_again_then_every_line_is_there_once()
    {
        var study = await Given();
        var pipe = new Pipe();
        var sending = Send(study, new StreamContent(pipe.Reader.AsStream()), "large-5");
        await Write(pipe, 0, Lines);
        await pipe.Writer.CompleteAsync(new IOException("gone"));
        await Should.ThrowAsync<Exception>(() => sending);

        (await Recorded(study)).Events.ShouldBe(0);
        (await Send(study, Enumerable.Range(0, Lines).Select(Segment), "large-5")).Status.ShouldBe(201);
        (await Recorded(study)).ShouldBe((Lines, Lines, true));
    }

    [Fact]
    public async Task Given_a_line_without_end_when_it_is_sent_then_it_is_refused_before_it_fills_the_memory()
    {
        var answer = await Send(await Given(), [$"{{\"note\":\"{new string('x', 3 << 20)}\"}}"], "large-6");

        (answer.Status, answer.Problem).ShouldBe((400, "line-too-long"), answer.Text);
    }

    private static async Task Write(Pipe pipe, int from, int count)
    {
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(from, count).Select(line => Segment(line) + "\n"))));
        await pipe.Writer.FlushAsync();
    }

    private static Task<TestAnswer> Send(TestStudy study, IEnumerable<string> lines, string key) =>
        Send(study, new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines))), key);

    private static async Task<TestAnswer> Send(TestStudy study, HttpContent content, string key)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/studies/{study.Slug}/codings:batch") { Content = content, Headers = { { "Idempotency-Key", key } }, Version = HttpVersion.Version11 };
        using var response = await study.Service.Http.SendAsync(request);
        return new(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            null,
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)));
    }

    /// <summary>Events, codings, and whether every sheet has its versions in the order of the record without a gap.</summary>
    private static async Task<(long Events, long Codings, bool InOrder)> Recorded(TestStudy study)
    {
        await using var command = study.Service.Superuser.CreateCommand(
            """
            select (select count(*) from evidence.mt_events where tenant_id = $1 and type in ('segment_coded', 'statement_coded')),
                (select count(*) from evidence.register where study = $1 and kind = 'coding'),
                coalesce(bool_and(version = place), true)
            from (select e.version, row_number() over (partition by e.stream_id order by e.seq_id) as place
                  from evidence.mt_events e join evidence.register r on r.study = e.tenant_id and r.id = e.stream_id and r.kind = 'sheet' where e.tenant_id = $1) sheets
            """);
        command.Parameters.Add(new() { Value = study.Slug });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2));
    }

    private async Task<TestStudy> Given()
    {
        var study = await TestStudy.Open(own.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("documents", """{"key":"D1","title":"Notes","interview":"JS 036","text":"one two three"}""");
        await study.Given("codes", """{"key":"gap","name":"Supply gap"}""");
        return study;
    }

    private static string Segment(int line) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"document":"D1","layer":"{{(line % 3 == 0 ? "anna" : "ben")}}","code":"gap","start":1,"end":2,"weight":{{line % 100}}}""");

    private static string Statement(string key, string words) => $$"""{"interview":"JS 036","layer":"anna","key":"{{key}}","codes":["gap"],"statement":"{{words}}"}""";

    /// <summary>A service on a database of its own: the views of all studies of a database wait for each other, and these are long.</summary>
    public sealed class Own(SharedService service) : IAsyncLifetime
    {
        private RunningService? running;

        public RunningService Running => running ?? throw new InvalidOperationException("The service has not been started.");

        public async ValueTask InitializeAsync() => running = await RunningService.Start(await service.Server.NewDatabase());

        public async ValueTask DisposeAsync()
        {
            if (running is not null)
                await running.DisposeAsync();
        }
    }
}
