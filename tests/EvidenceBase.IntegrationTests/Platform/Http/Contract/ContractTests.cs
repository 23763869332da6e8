using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EvidenceBase.IntegrationTests.Platform.Http.Contract;

/// <summary>The contract describes every operation, and what it says is what the service does: its examples are sent to a running one.</summary>
public sealed class ContractTests(SharedService shared)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Given_the_contract_when_it_is_read_by_a_tool_then_it_is_valid_and_everything_it_refers_to_is_in_it()
    {
        var text = await shared.Running.Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        var read = OpenApiDocument.Parse(text, "json");

        read.Diagnostic!.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        read.Diagnostic.Errors.Select(error => error.ToString()).ShouldBeEmpty();
        read.Diagnostic.Warnings.Select(warning => warning.ToString()).ShouldBeEmpty();
        var contract = new Contract(JsonNode.Parse(text)!);
        foreach (var reference in References(contract.Document))
            contract.Resolve(reference).ShouldNotBeNull();
    }

    [Fact]
    public async Task Given_a_browser_that_signs_in_when_the_contract_is_read_then_it_names_the_cookie_that_the_browser_got()
    {
        var server = await shared.OnServer();
        using var person = await server.Person();
        using var laptop = EvidenceBase.IntegrationTests.Access.Cast.Client(shared.Running);
        var entrance = (await shared.Running.Http.PostAsync("/api/sign-in-addresses", null)).Content;
        using var entered = await laptop.GetAsync(new Uri(JsonNode.Parse(await entrance.ReadAsStringAsync())!["address"]!.GetValue<string>()).PathAndQuery);

        NameOf(await person.Get("/openapi/v1.json")).ShouldBe(person.Cookies.Keys.Single(name => name.EndsWith("Application", StringComparison.Ordinal)));
        (await Contract.Of(shared.Running)).Document["components"]!["securitySchemes"]!["session"]!["name"]!.GetValue<string>()
            .ShouldBe(entered.Headers.GetValues("Set-Cookie").Single().Split('=')[0]);

        static string NameOf(TestPage contract) => JsonNode.Parse(contract.Text)!["components"]!["securitySchemes"]!["session"]!["name"]!.GetValue<string>();
    }

    [Fact]
    public async Task Given_the_contract_when_its_operations_are_looked_at_then_each_says_what_it_is_for_who_may_use_it_and_what_it_answers()
    {
        var contract = await Contract.Of(shared.Running);
        var lacking = new List<string>();
        foreach (var (name, operation) in contract.Operations.Where(one => ExampleStudy.IsSent(one.Key)))
        {
            var success = contract.Success(name);
            Demand(name, operation["summary"]?.GetValue<string>() is { Length: > 10 } summary && !summary.Contains("_api", StringComparison.Ordinal), "summary");
            Demand(name, operation["x-needs"]?.GetValue<string>() == Needs(name), "the right that it needs");
            Demand(name, operation["security"] is JsonArray { Count: > 0 }, "ways to sign in");
            Demand(name, success.Response["content"]?.AsObject().All(content => content.Value!["schema"] is not null) == true, "the schema of its answer");
            Demand(name, contract.Parameters(name).All(parameter => parameter["description"] is not null), "what its parameters are");
            Demand(name, contract.Statuses(name).Intersect(["401", "403", "429", "default"]).Count() == 4, "refusals");
            Demand(name, operation["requestBody"] is null || contract.RequestExamples(name).Count > 0, "an example of what is sent");
            Demand(name, contract.Given(name) is not { Example: null }, "an example of its answer");
            foreach (var status in contract.Statuses(name).Where(status => status[0] is '4' or 'd'))
                Demand(name, contract.Resolve(operation["responses"]![status]!)["content"]?["application/problem+json"]?["schema"] is not null, $"a problem document for {status}");
        }

        lacking.ShouldBeEmpty();
        contract.Operations.Values.Select(operation => operation["operationId"]!.GetValue<string>()).ShouldBeUnique();

        void Demand(string operation, bool holds, string what)
        {
            if (!holds)
                lacking.Add($"{operation} lacks {what}");
        }
    }

    [Fact]
    public async Task Given_a_service_when_the_examples_of_the_contract_are_sent_to_it_then_it_takes_them_and_answers_as_the_contract_says()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase(), settings: ["EvidenceBase:Limits:RequestsPerMinute=0", "EvidenceBase:Limits:AddressRequestsPerMinute=0"]);
        var contract = await Contract.Of(service);

        var made = await ExampleStudy.Make(service, await shared.OnServer(), contract);

        var wrong = new List<string>();
        foreach (var name in contract.Operations.Keys.Where(ExampleStudy.IsSent))
        {
            if (!made.Answers.TryGetValue(name, out var answer))
            {
                wrong.Add($"{name} was not tried");
                continue;
            }

            var success = contract.Success(name);
            Demand(answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) == success.Status, $"{name}: {answer.Status} instead of {success.Status}: {answer.Text}");
            Demand(made.Sent.GetValueOrDefault(name) == contract.RequestExamples(name).Count, $"{name}: {made.Sent.GetValueOrDefault(name)} examples sent");
            var described = success.Response["headers"]?.AsObject().Select(header => header.Key).ToHashSet() ?? [];
            foreach (var header in new[] { "ETag", "Location", "Evidence-Position" })
                Demand(described.Contains(header) || !answer.Headers.ContainsKey(header), $"{name}: the header {header} is not described");
            foreach (var header in described.Except(["Idempotent-Replayed"]))
                Demand(answer.Headers.ContainsKey(header), $"{name}: the header {header} was not sent");
            if (contract.Given(name) is { } given && answer.Status < 300)
                wrong.AddRange(contract.Undescribed(JsonNode.Parse(answer.Text), given.Schema).Select(member => $"{name}: {member} is not described"));
        }

        var (different, file) = Different(contract, made);
        wrong.ShouldBeEmpty();
        var replacing = contract.Operations.Keys.Where(name => ExampleStudy.IsSent(name) && contract.Statuses(name).Contains("428"));
        made.WithoutVersion.Where(one => one.Value == 428).Select(one => one.Key).Order().ShouldBe(replacing.Order());
        different.ShouldBeEmpty($"The service answers otherwise than the contract's examples. What it answers now is written to {file}; where that is as it should be, it replaces src/EvidenceBase/Platform/Http/Contract/answers.json.");

        void Demand(bool holds, string what)
        {
            if (!holds)
                wrong.Add(what);
        }
    }

    [Fact]
    public async Task Given_what_is_read_when_it_is_asked_for_in_ways_that_cannot_be_then_it_is_refused_exactly_where_the_contract_has_that_way()
    {
        var contract = await Contract.Of(shared.Running);
        var study = await TestStudy.Open(shared.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"It holds."}""");
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        var wrong = new List<string>();
        foreach (var name in contract.Operations.Keys.Where(name => name.StartsWith("GET ", StringComparison.Ordinal) && !name.Contains('{', StringComparison.Ordinal)).Append("GET /api/studies/{study}/claims/{claim}")
            .Concat(contract.Operations.Keys.Where(name => name.StartsWith("GET /api/studies/{study}", StringComparison.Ordinal) && name.Count(character => character == '{') == 1))

            // It takes no parameter that it does not know, and never without layers.
            .Where(name => !name.EndsWith("/agreement", StringComparison.Ordinal) && ExampleStudy.IsSent(name)))
        {
            var path = name.Split(' ')[1].Replace("{study}", study.Slug, StringComparison.Ordinal).Replace("{claim}", "C1", StringComparison.Ordinal);
            var has = contract.Parameters(name).Select(parameter => parameter["name"]!.GetValue<string>()).ToHashSet();
            foreach (var parameter in new[] { "asOf", "limit", "cursor" })
            {
                var required = has.Contains("from") && path.EndsWith("/consistency", StringComparison.Ordinal) ? "from=1&" : string.Empty;
                var answer = await study.Get($"{path}?{required}{parameter}=nonsense:0");
                if (answer.Status is 400 or 404 != has.Contains(parameter) && !(parameter == "asOf" && name == "GET /api/studies"))
                    wrong.Add($"{name}?{parameter}: {answer.Status} {answer.Text[..Math.Min(80, answer.Text.Length)]}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>The operations whose answers have other members than those that are written down in the contract, and where those of now are written.</summary>
    private static (IReadOnlyList<string> Operations, string File) Different(Contract contract, ExampleStudy made)
    {
        var now = new JsonObject();
        foreach (var (name, answer) in made.Answers.OrderBy(one => one.Key, StringComparer.Ordinal).Where(one => contract.Given(one.Key) is not null))
            now[name] = Shape.Steady(answer.Json);
        var different = now.Where(one => !Shape.Of(one.Value).SetEquals(Shape.Of(contract.Given(one.Key)!.Value.Example))).Select(one => one.Key).ToList();
        var file = Path.Combine(Path.GetTempPath(), "answers.json");
        if (different.Count > 0)
            File.WriteAllText(file, now.ToJsonString(Indented) + "\n");
        return (different, file);
    }

    private static IEnumerable<JsonNode> References(JsonNode? node) => node switch
    {
        JsonObject members => (members["$ref"] is JsonValue ? [node] : Array.Empty<JsonNode>()).Concat(members.SelectMany(member => References(member.Value))),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static string? Needs(string operation) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Access", "endpoint-rights.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(parts => $"{parts[0]} {parts[1]}" == operation)?[2];
}
