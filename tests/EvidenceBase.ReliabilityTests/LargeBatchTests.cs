using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace EvidenceBase.ReliabilityTests;

/// <summary>A batch that is killed anywhere and sent again has each of its codings once.</summary>
public sealed class LargeBatchTests(SharedData data)
{
    private const int Lines = 60_000;

    [Fact]
    public async Task Given_a_large_batch_when_the_service_is_killed_at_random_moments_then_each_coding_is_there_once_after_repeating()
    {
        string? study = null;
        var (longest, unanswered) = (4_000, 0);
        while (unanswered < 3)
        {
            await using var service = await ServiceProcess.Start(data.Folder);
            study ??= await Given(service);
            var sending = Send(service, study);
            await Task.Delay(Random.Shared.Next(200, longest));
            await service.Kill();
            try
            {
                (await sending).ShouldBe(201);

                // A kill after the answer shows nothing: another batch is begun, and killed sooner.
                longest = Math.Max(300, longest / 2);
                study = null;
                continue;
            }
            catch (HttpRequestException)
            {
                unanswered++;
            }

            await using var looking = service.Superuser();
            await using var some = looking.CreateCommand("select count(*) from evidence.mt_events where tenant_id = $1 and type = 'segment_coded'");
            some.Parameters.Add(new() { Value = study });
            ((long)(await some.ExecuteScalarAsync())!).ShouldBeOneOf(0, Lines);
        }

        await using var last = await ServiceProcess.Start(data.Folder);
        (await Send(last, study!)).ShouldBe(201);
        (await Send(last, study!)).ShouldBe(201);

        await using var superuser = last.Superuser();
        await using var command = superuser.CreateCommand(
            "select count(*), count(distinct data ->> 'codingId'), (select count(*) from evidence.register where study = $1 and kind = 'coding') from evidence.mt_events where tenant_id = $1 and type = 'segment_coded'");
        command.Parameters.Add(new() { Value = study! });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)).ShouldBe((Lines, Lines, Lines));
    }

    private static async Task<string> Given(ServiceProcess service)
    {
        var study = $"s-{Guid.NewGuid():N}";
        await Post("/api/studies", new { slug = study, title = "A study of the tests" });
        await Post($"/api/studies/{study}/codes", new { key = "gap", name = "Gap" });
        await Post($"/api/studies/{study}/documents", new { key = "D1", title = "Notes", text = "one two three" });
        return study;

        async Task Post(string path, object body)
        {
            using var answer = await service.Http.PostAsJsonAsync(path, body);
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task<int> Send(ServiceProcess service, string study)
    {
        var lines = string.Concat(Enumerable.Range(0, Lines).Select(line =>
            string.Create(CultureInfo.InvariantCulture, $$"""{"document":"D1","layer":"anna","code":"gap","start":0,"end":3,"weight":{{line % 100}}}""") + "\n"));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/studies/{study}/codings:batch")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(lines)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } },
            Headers = { { "Idempotency-Key", "large" } },
        };
        using var patient = new HttpClient { BaseAddress = service.Http.BaseAddress, Timeout = Patience.Longest };
        patient.DefaultRequestHeaders.Authorization = service.Http.DefaultRequestHeaders.Authorization;
        using var response = await patient.SendAsync(request);
        return (int)response.StatusCode;
    }
}
