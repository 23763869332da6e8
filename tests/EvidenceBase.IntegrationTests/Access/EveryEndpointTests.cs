using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EvidenceBase.IntegrationTests.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Platform.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Access;

/// <summary>
/// Every endpoint × every role × nobody × a member of another study. What each endpoint needs is stated in endpoint-rights.txt, apart from the code:
/// a new endpoint fails here until someone has written down who may use it.
/// </summary>
public sealed partial class EveryEndpointTests(SharedService service)
{
    private static readonly Dictionary<string, string[]> RolesWith = new()
    {
        ["Read"] = ["owner", "editor", "coder", "reader", "auditor"],
        ["ReadTexts"] = ["owner", "editor", "coder", "auditor"],
        ["Code"] = ["owner", "editor", "coder"],
        ["Write"] = ["owner", "editor"],
        ["Manage"] = ["owner"],
        ["Audit"] = ["owner", "auditor"],
    };

    private static string File => Path.Combine(AppContext.BaseDirectory, "Access", "endpoint-rights.txt");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_every_endpoint_when_its_rule_is_read_then_it_has_one(bool onServer)
    {
        var running = onServer ? (await service.OnServer()).Running : service.Running;
        var without = running.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessAttribute>() is null)
            .Select(endpoint => endpoint.DisplayName);

        without.ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_the_contract_when_it_is_compared_with_what_each_endpoint_needs_then_both_name_the_same_endpoints()
    {
        var contract = await Contract();

        contract.Count.ShouldBeGreaterThan(90);
        contract.Order().ShouldBe(Rules().Select(rule => rule.Endpoint).Order());
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("editor")]
    [InlineData("coder")]
    [InlineData("reader")]
    [InlineData("auditor")]
    [InlineData("stranger")]
    [InlineData("anonymous")]
    public async Task Given_a_caller_when_every_endpoint_is_tried_then_each_lets_in_whom_it_should(string who)
    {
        var cast = await Cast.In(service.Running);
        var wrong = new List<string>();
        foreach (var (endpoint, needs) in Rules())
        {
            var (method, path) = (endpoint.Split(' ')[0], Fill(endpoint.Split(' ')[1], cast.Study.Slug));
            var (status, text) = await Cast.Send(cast.Clients[who], method, path, method is "GET" ? null : "{\"nonsense\":true}");
            var (expected, got) = (Expected(who, needs), Got(status, text, cast.Study.Slug));
            if (expected != got)
                wrong.Add($"{who}: {endpoint} needs {needs}: expected {expected}, got {got} ({status} {text[..Math.Min(text.Length, 120)]})");
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>The same of people with accounts, signed in with a browser. Who administers the server has no role in the study.</summary>
    [Theory]
    [InlineData("owner")]
    [InlineData("editor")]
    [InlineData("coder")]
    [InlineData("reader")]
    [InlineData("auditor")]
    [InlineData("stranger")]
    [InlineData("administrator")]
    [InlineData("anonymous")]
    public async Task Given_a_person_on_a_server_when_every_endpoint_is_tried_then_each_lets_in_whom_it_should(string who)
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        var study = await PeopleInStudiesTests.Study(owner);
        using var person = who switch
        {
            "owner" => owner.Copy(),
            "administrator" => server.Administrator.Copy(),
            "anonymous" => new TestBrowser(server),
            _ => await server.Person(),
        };
        if (Cast.Roles.Contains(who) && who != "owner")
            (await owner.SendJson(HttpMethod.Post, $"/api/studies/{study}/members", $$"""{"principal":"{{person.Name}}","role":"{{who}}"}""")).Status.ShouldBe(200);
        if (who == "stranger")
            await PeopleInStudiesTests.Study(person);
        var wrong = new List<string>();
        foreach (var (endpoint, needs) in Rules())
        {
            using var request = new HttpRequestMessage(new(endpoint.Split(' ')[0]), Fill(endpoint.Split(' ')[1], study));
            if (request.Method != HttpMethod.Get)
                request.Content = new StringContent("{\"nonsense\":true}", Encoding.UTF8, "application/json");
            var page = await person.Send(request);
            var (expected, got) = (Expected(who, needs), Got(page.Status, page.Text, study));
            if (expected != got)
                wrong.Add($"{who}: {endpoint} needs {needs}: expected {expected}, got {got} ({page.Status} {page.Text[..Math.Min(page.Text.Length, 120)]})");
        }

        wrong.ShouldBeEmpty();
    }

    private static string Expected(string who, string needs) => (who, needs) switch
    {
        (_, "Anyone") => "let in",
        ("anonymous", _) => "sign in",
        (_, "SignedIn") => "let in",
        ("administrator", "Administrator") => "let in",
        (_, "Administrator") => "forbidden",
        ("stranger" or "administrator", _) => "no such study",
        _ => RolesWith[needs].Contains(who) ? "let in" : "forbidden",
    };

    private static string Got(int status, string text, string study) => status switch
    {
        401 => "sign in",
        403 when text.Contains("problem:not-allowed", StringComparison.Ordinal) || text.Contains("problem:not-an-administrator", StringComparison.Ordinal) => "forbidden",
        403 when text.Contains("problem:in-person-only", StringComparison.Ordinal) => "let in",
        404 when text.Contains($"There is no study “{study}”", StringComparison.Ordinal) => "no such study",
        >= 500 => "failed",
        _ => "let in",
    };

    private async Task<List<string>> Contract()
    {
        var document = JsonNode.Parse(await service.Running.Http.GetStringAsync("/openapi/v1.json"))!;
        return
        [
            .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
                .Where(operation => operation.Key is "get" or "post" or "put" or "delete" or "patch")
                .Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}")),
        ];
    }

    private static List<(string Endpoint, string Needs)> Rules() =>
    [
        .. System.IO.File.ReadLines(File).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(parts => ($"{parts[0]} {parts[1]}", parts[2])),
    ];

    private static string Fill(string path, string study) =>
        Parameter().Replace(path.Replace("{study}", study, StringComparison.Ordinal), "nothing-of-this-name");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
