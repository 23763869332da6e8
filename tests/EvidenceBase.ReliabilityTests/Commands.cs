using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Npgsql;

namespace EvidenceBase.ReliabilityTests;

/// <summary>Commands with keys, sent to a study until told to stop; what was acknowledged is remembered and must never be lost.</summary>
internal sealed class Commands(string study)
{
    private int drawn;

    public string Study => study;

    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    public ConcurrentBag<string> Sent { get; } = [];

    public static async Task<Commands> OpenStudy(ServiceProcess service)
    {
        var study = $"s-{Guid.NewGuid():N}";
        using var answer = await service.Http.PostAsJsonAsync("/api/studies", new { slug = study, title = "A study of the tests" });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return new(study);
    }

    /// <summary>Asserts a claim under a key that is also the Idempotency-Key.</summary>
    public async Task<(int Status, string Text, bool Repeated)> Assert(ServiceProcess service, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/studies/{study}/claims")
        {
            Content = JsonContent.Create(new { key, kind = "causal", text = $"Claim {key}." }),
            Headers = { { "Idempotency-Key", key } },
        };
        using var response = await service.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Contains("Idempotent-Replayed"));
    }

    /// <summary>Several clients at once, until cancelled; whatever goes wrong is borne, only acknowledgements count.</summary>
    public Task SendMany(ServiceProcess service, CancellationToken until) => Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
    {
        while (!until.IsCancellationRequested)
        {
            var key = $"C{Interlocked.Increment(ref drawn)}";
            Sent.Add(key);
            try
            {
                var answer = await Assert(service, key);
                if (answer.Status == 201)
                    Acknowledged[key] = answer.Text;
                else
                    await Task.Delay(100, CancellationToken.None);
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }));

    /// <summary>Sends every command again: each is answered, the acknowledged ones as before, and each stands in the record once.</summary>
    public async Task EachIsThereOnceAfterRepeating(ServiceProcess service)
    {
        await Parallel.ForEachAsync(Sent, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (key, _) =>
        {
            var (status, text, repeated) = await Assert(service, key);
            status.ShouldBe(201, $"{key}: {text}");
            if (!Acknowledged.TryGetValue(key, out var first))
                return;
            repeated.ShouldBeTrue($"{key} was acknowledged and is lost");
            text.ShouldBe(first);
        });

        await using var superuser = service.Superuser();
        await using var command = superuser.CreateCommand(
            "select count(*), count(distinct data ->> 'key') from evidence.mt_events where tenant_id = $1 and type = 'claim_asserted'");
        command.Parameters.Add(new() { Value = study });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        (reader.GetInt64(0), reader.GetInt64(1)).ShouldBe((Sent.Count, Sent.Count));
    }

    /// <summary>The views catch up with everything that was recorded.</summary>
    public async Task AllAreShown(ServiceProcess service)
    {
        var shown = 0;
        for (var waited = Stopwatch.StartNew(); shown < Sent.Count && waited.Elapsed < Patience.Longest; await Task.Delay(200))
        {
            await using var superuser = service.Superuser();
            await using var command = superuser.CreateCommand("select count(*)::int from evidence.view where study = $1 and kind = 'claim'");
            command.Parameters.Add(new() { Value = study });
            shown = (int)(await command.ExecuteScalarAsync())!;
        }

        using var health = await service.Http.GetAsync("/health/ready");
        var text = await health.Content.ReadAsStringAsync();
        shown.ShouldBe(Sent.Count, text);
        health.IsSuccessStatusCode.ShouldBeTrue(text);
    }

    public async Task<long> EventsOf(ServiceProcess service, string key)
    {
        await using var superuser = service.Superuser();
        await using var command = superuser.CreateCommand("select count(*) from evidence.mt_events where tenant_id = $1 and data ->> 'key' = $2");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = key });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
