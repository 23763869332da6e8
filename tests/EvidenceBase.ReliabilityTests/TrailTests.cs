using System.Collections.Concurrent;
using System.Net.Http.Json;

namespace EvidenceBase.ReliabilityTests;

/// <summary>Nobody has read a confidential word without its standing on the trail, whenever the service is killed.</summary>
public sealed class TrailTests(SharedData data)
{
    private const int Documents = 6;

    [Fact]
    public async Task Given_readers_of_confidential_texts_when_the_service_is_killed_at_random_moments_then_every_text_that_was_sent_is_on_the_trail()
    {
        var study = $"s-{Guid.NewGuid():N}";
        var sent = new ConcurrentDictionary<string, int>();
        for (var kill = 0; kill < 3; kill++)
        {
            await using var service = await ServiceProcess.Start(data.Folder);
            if (kill == 0)
                await Open(service, study);
            var before = sent.Values.Sum();
            var reading = Task.WhenAll(Enumerable.Range(0, Documents).Select(number => ReadUntilItDies(service, study, $"D{number}", sent)));
            while (sent.Values.Sum() == before)
                await Task.Delay(5);
            await Task.Delay(Random.Shared.Next(20, 600));
            await service.Kill();
            await reading;
        }

        await using var last = await ServiceProcess.Start(data.Folder);
        await using var superuser = last.Superuser();
        sent.Values.Sum().ShouldBeGreaterThan(3);
        foreach (var (document, count) in sent)
        {
            await using var command = superuser.CreateCommand("select count(*) from evidence.access_trail where study = $1 and action = 'TextViewed' and thing_key = $2");
            command.Parameters.Add(new() { Value = study });
            command.Parameters.Add(new() { Value = document });
            ((long)(await command.ExecuteScalarAsync())!).ShouldBeGreaterThanOrEqualTo(count, document);
        }
    }

    private static async Task Open(ServiceProcess service, string study)
    {
        await Post(service, "/api/studies", new { slug = study, title = "A study of the tests" });
        foreach (var number in Enumerable.Range(0, Documents))
            await Post(service, $"/api/studies/{study}/documents", new { key = $"D{number}", title = "Notes", text = $"She said {number} to nobody." });
    }

    private static async Task ReadUntilItDies(ServiceProcess service, string study, string document, ConcurrentDictionary<string, int> sent)
    {
        try
        {
            while (true)
            {
                // Counted when the first words are here, however the rest of the answer ends.
                using var answer = await service.Http.GetAsync($"/api/studies/{study}/documents/{document}/text", HttpCompletionOption.ResponseHeadersRead);
                answer.IsSuccessStatusCode.ShouldBeTrue(document);
                sent.AddOrUpdate(document, 1, (_, count) => count + 1);
                await answer.Content.ReadAsByteArrayAsync();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // It was killed.
        }
    }

    private static async Task Post(ServiceProcess service, string path, object content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(content), Headers = { { "Prefer", "wait=30" } } };
        using var answer = await service.Http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
