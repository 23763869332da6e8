using System.Net;
using System.Security.Cryptography;

namespace EvidenceBase.ReliabilityTests;

/// <summary>A file and the event that tells of it are there together or not at all, whenever the service is killed.</summary>
public sealed class UploadTests(SharedData data)
{
    private const int FileBytes = 3_000_000;

    [Fact]
    public async Task Given_uploads_when_the_service_is_killed_at_random_moments_then_each_file_is_there_whole_and_once_or_not_at_all()
    {
        string? study = null;
        var acknowledged = new List<int>();
        var (sent, unanswered) = (0, 0);
        for (var kill = 0; kill < 4; kill++)
        {
            await using var service = await ServiceProcess.Start(data.Folder);
            study ??= await OpenStudy(service);
            (await Upload(service, study, sent)).ShouldBe(HttpStatusCode.Created);
            acknowledged.Add(sent++);
            var killing = Task.Run(async () =>
            {
                await Task.Delay(Random.Shared.Next(50, 2_500));
                await service.Kill();
            });
            try
            {
                for (; ; sent++)
                {
                    (await Upload(service, study, sent)).ShouldBe(HttpStatusCode.Created);
                    acknowledged.Add(sent);
                }
            }
            catch (HttpRequestException)
            {
                unanswered++;
                sent++;
            }

            await killing;
        }

        await using var last = await ServiceProcess.Start(data.Folder);
        foreach (var number in Enumerable.Range(0, sent))
        {
            (await Upload(last, study!, number)).ShouldBe(HttpStatusCode.Created);
            var original = await last.Http.GetByteArrayAsync($"/api/studies/{study}/documents/D{number}/original");
            original.AsSpan().SequenceEqual(File(number)).ShouldBeTrue($"D{number}");
        }

        unanswered.ShouldBe(4);
        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(4);
        await using var superuser = last.Superuser();
        await using var command = superuser.CreateCommand(
            """
            select count(*),
                   (select count(distinct handle) from evidence.vault_file_part where study = $1),
                   (select count(*) from evidence.vault_file_part p where study = $1 and not exists (
                       select from evidence.mt_events e where e.tenant_id = $1 and e.data -> 'extraction' -> 'original' ->> 'handle' = p.handle::text))
            from evidence.mt_events where tenant_id = $1 and type = 'document_deposited'
            """);
        command.Parameters.Add(new() { Value = study! });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)).ShouldBe((sent, sent, 0));
    }

    private static async Task<string> OpenStudy(ServiceProcess service)
    {
        var study = $"s-{Guid.NewGuid():N}";
        using var answer = await service.Http.PostAsync("/api/studies", new StringContent($$"""{"slug":"{{study}}","title":"A study of the tests"}""", null, "application/json"));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return study;
    }

    private static async Task<HttpStatusCode> Upload(ServiceProcess service, string study, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/studies/{study}/documents:upload?key=D{number}&title=D{number}")
        {
            Content = new ByteArrayContent(File(number)) { Headers = { ContentType = new("text/plain") } },
            Headers = { { "Idempotency-Key", $"D{number}" } },
        };
        using var response = await service.Http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Lines of digits that no two files share.</summary>
    private static byte[] File(int number)
    {
        var line = Convert.ToHexString(SHA256.HashData(BitConverter.GetBytes(number))) + "\n";
        return System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, FileBytes / line.Length)));
    }
}
