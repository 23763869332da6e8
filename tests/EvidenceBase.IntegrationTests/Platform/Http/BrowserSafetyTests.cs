using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Documents;
using EvidenceBase.IntegrationTests.Pages;
using EvidenceBase.IntegrationTests.Platform.Http.Limits;
using EvidenceBase.Platform.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Platform.Http;

/// <summary>Every answer of every endpoint and every page tells browsers what they may do with it.</summary>
public sealed partial class BrowserSafetyTests(SharedService service, FilledStudy filled) : IClassFixture<FilledStudy>
{
    private static readonly (string Name, string Value)[] OfEveryAnswer =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    [Fact]
    public async Task Given_the_contract_when_every_operation_is_called_by_an_owner_and_by_nobody_then_each_answer_is_data_that_does_nothing()
    {
        var contract = JsonNode.Parse(await service.Running.Http.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        var operations = contract.SelectMany(path => path.Value!.AsObject().Select(operation => (Method: operation.Key.ToUpperInvariant(), Path: path.Key))).ToList();
        using var anonymous = Cast.Client(service.Running);

        foreach (var (method, path) in operations)
        {
            foreach (var client in new[] { service.Running.Http, anonymous })
            {
                foreach (var name in method == "GET" ? new[] { "main", "C1", "nothing" } : ["nothing"])
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(path.Replace("{study}", filled.Study.Slug, StringComparison.Ordinal), name));
                    if (method != "GET")
                        request.Content = new StringContent("{\"nonsense\":true}", System.Text.Encoding.UTF8, "application/json");
                    using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    Safe($"{method} {path}", answer, BrowserSafety.DataPolicy);
                }
            }
        }

        operations.Count.ShouldBeGreaterThan(90);
    }

    [Fact]
    public async Task Given_every_page_when_it_is_opened_by_an_owner_and_by_nobody_then_it_may_show_itself_and_nothing_else()
    {
        var study = filled.Study;
        var names = new Dictionary<string, string> { ["claims"] = "C1", ["sources"] = "yearbook", ["interviews"] = "JS%20036", ["figures"] = "table-1", ["arguments"] = "main", ["steps"] = "S2" };
        using var anonymous = Cast.Client(service.Running);
        var pages = service.Running.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<RefusalPage>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}").ToList();
        var shown = 0;

        foreach (var pattern in pages)
        {
            var path = Regex.Replace(
                pattern.Replace("{study}", study.Slug, StringComparison.Ordinal).Replace("{argument}", "main", StringComparison.Ordinal),
                @"([^/]+)/\{[^}]+\}",
                match => $"{match.Groups[1].Value}/{names.GetValueOrDefault(match.Groups[1].Value, "nothing")}");
            foreach (var client in new[] { service.Running.Http, anonymous })
            {
                using var answer = await client.GetAsync(path);
                Safe(path, answer, BrowserSafety.PagePolicy);
                shown += answer.IsSuccessStatusCode ? 1 : 0;
            }
        }

        pages.Count.ShouldBeGreaterThan(12);
        shown.ShouldBeGreaterThan(10);
        BrowserSafety.PagePolicy.ShouldNotContain("unsafe");
        BrowserSafety.PagePolicy.ShouldNotContain("*");
    }

    [Theory]
    [InlineData("/nothing/at/all", 404)]
    [InlineData("/api/studies?limit=0", 400)]
    [InlineData("/pages.css", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/enter?token=wrong", 302)]
    public async Task Given_what_is_neither_page_nor_study_when_it_is_asked_for_then_its_answer_is_as_safe(string path, int status)
    {
        using var client = Cast.Client(service.Running, service.Running.OwnersToken);
        using var answer = await client.GetAsync(path);

        ((int)answer.StatusCode).ShouldBe(status);
        Safe(path, answer, BrowserSafety.DataPolicy);
    }

    /// <summary>A failure clears the headers that were set before it.</summary>
    [Fact]
    public async Task Given_a_failure_when_it_is_answered_then_that_answer_is_as_safe()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("documents", DocumentTests.Deposit("one", "A text."));
        await using (var command = study.Service.Superuser.CreateCommand("delete from evidence.vault_entry where study = $1"))
        {
            command.Parameters.Add(new() { Value = study.Slug });
            await command.ExecuteNonQueryAsync();
        }

        using var answer = await service.Running.Http.GetAsync($"/api/studies/{study.Slug}/documents/one/text");

        ((int)answer.StatusCode).ShouldBe(500);
        Safe("a failure", answer, BrowserSafety.DataPolicy);
    }

    [Fact]
    public async Task Given_a_server_when_it_answers_then_browsers_are_told_to_come_by_https_only_and_on_a_laptop_they_are_not()
    {
        await using var server = await LimitedService.StartServer(service);
        using var request = LimitedService.Forwarded("/health/live");

        using var ofServer = await server.Http.SendAsync(request);
        using var ofLaptop = await service.Running.Http.GetAsync("/health/live");

        ofServer.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
        ofLaptop.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    private static void Safe(string what, HttpResponseMessage answer, string policy)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        what = $"{what}: {(int)answer.StatusCode}";
        foreach (var (name, value) in OfEveryAnswer)
            headers.GetValueOrDefault(name).ShouldBe(value, what);
        headers.GetValueOrDefault("Content-Security-Policy").ShouldBe(policy, what);
        headers.GetValueOrDefault("Permissions-Policy").ShouldNotBeNull(what).ShouldContain("camera=()");
        headers.GetValueOrDefault("Cache-Control").ShouldNotBeNull(what);
        headers.Keys.ShouldNotContain("Server", what);
        headers.Keys.ShouldNotContain(name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase), what);
        if (answer.Content.Headers.ContentType?.MediaType is { } type && type is not ("application/json" or "application/problem+json" or "text/plain" or "text/html" or "text/css" or "text/event-stream"))
            headers.GetValueOrDefault("Content-Disposition").ShouldNotBeNull($"{what} {type}").ShouldStartWith("attachment");
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
