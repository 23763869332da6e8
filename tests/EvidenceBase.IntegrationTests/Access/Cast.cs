using System.Net.Http.Headers;
using System.Text;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access;

/// <summary>A study with one service account in every role, a member of another study, and nobody: each with a client of their own.</summary>
internal sealed class Cast
{
    public static readonly IReadOnlyList<string> Roles = ["owner", "editor", "coder", "reader", "auditor"];
    private static readonly string[] AllRights = ["read", "readTexts", "code", "write", "manage", "audit"];

    private Cast(TestStudy study) => Study = study;

    public TestStudy Study { get; }

    /// <summary>By role; “stranger” is the owner of another study, “anonymous” nobody.</summary>
    public Dictionary<string, HttpClient> Clients { get; } = [];

    public static async Task<Cast> In(RunningService service)
    {
        var cast = new Cast(await TestStudy.Open(service));
        foreach (var role in Roles)
            cast.Clients[role] = await WithToken(cast.Study, $"service:{role}", role);
        cast.Clients["stranger"] = await WithToken(await TestStudy.Open(service), "service:owner", "owner");
        cast.Clients["anonymous"] = Client(service);
        return cast;
    }

    /// <summary>A client that speaks for a new service account with a role in the study.</summary>
    public static async Task<HttpClient> WithToken(TestStudy study, string account, string role, params string[] rights)
    {
        await study.Given("members", $$"""{"principal":"{{account}}","role":"{{role}}"}""");
        return Client(study.Service, await Token(study, account, rights));
    }

    public static async Task<string> Token(TestStudy study, string account, params string[] rights)
    {
        var named = string.Join(',', (rights.Length > 0 ? rights : AllRights).Select(right => $"\"{right}\""));
        var made = await study.Given("tokens", $$"""{"name":"token of {{account}}","rights":[{{named}}],"principal":"{{account}}"}""");
        return made.Json["secret"]!.GetValue<string>();
    }

    public static HttpClient Client(RunningService service, string? token = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(service.Address), Timeout = Patience.Longest };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public static async Task<(int Status, string Text)> Send(HttpClient client, string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
