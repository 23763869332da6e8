using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EvidenceBase.Platform.Seeing;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>A study of a test's own, spoken to over HTTP. Paths are relative to the study: <c>claims/C1</c>.</summary>
public sealed class TestStudy
{
    private readonly HttpClient http;

    private TestStudy(RunningService service, string slug) => (Service, Slug, http) = (service, slug, service.Http);

    public RunningService Service { get; }

    public string Slug { get; }

    /// <param name="more">Further members of the command, as JSON.</param>
    public static async Task<TestStudy> Open(RunningService service, string? more = null)
    {
        var study = new TestStudy(service, $"test-{Guid.NewGuid():N}");
        var answer = await study.Send(HttpMethod.Post, "/api/studies", $$"""{"slug":"{{study.Slug}}","title":"A study of the tests"{{(more is null ? null : $",{more}")}}}""", wait: false);
        answer.Status.ShouldBe(201, answer.Text);
        return study;
    }

    /// <summary>A study by a slug of the test's choosing, which the test opens itself.</summary>
    public static TestStudy Named(RunningService service, string slug) => new(service, slug);

    /// <summary>The same study in another service on the same database.</summary>
    public TestStudy In(RunningService other) => new(other, Slug);

    public Task<TestAnswer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, false, headers);

    /// <summary>Sends a command and waits until the views show it.</summary>
    public Task<TestAnswer> Post(string path, string json, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, json, true, headers);

    public Task<TestAnswer> Put(string path, string json, params (string Name, string Value)[] headers) => Send(HttpMethod.Put, path, json, true, headers);

    public Task<TestAnswer> Delete(string path, string json = "{}", params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Delete, path, json, true, headers);

    /// <summary>Sends a command that a test needs as a given: anything but success is a failure of the test.</summary>
    public async Task<TestAnswer> Given(string path, string json)
    {
        var answer = await Post(path, json);
        answer.Status.ShouldBeOneOf([200, 201], $"{path}: {answer.Text}");
        return answer;
    }

    public async Task<TestAnswer> Send(HttpMethod method, string path, string? json, bool wait, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/studies/{Slug}/{path}");
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (wait)
            request.Headers.Add("Prefer", "wait=30");
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = new(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (wait && response.IsSuccessStatusCode && !response.Headers.Contains("Preference-Applied"))
            (await Service.Services.GetRequiredService<ProjectionProgress>().WaitForAll(Patience.Longest, CancellationToken.None)).ShouldBeTrue($"{path}: the views never showed it");
        return new(
            (int)response.StatusCode,
            text,
            response.Headers.ETag?.ToString(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value)));
    }
}

public sealed record TestAnswer(int Status, string Text, string? ETag, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The last part of the problem's type: <c>key-taken</c>.</summary>
    public string? Problem => Json["type"]?.GetValue<string>().Split(':')[^1];

    public Guid Id => Json["id"]!.GetValue<Guid>();
}
