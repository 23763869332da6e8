using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EvidenceBase.IntegrationTests.Access.Accounts;
using EvidenceBase.IntegrationTests.Audit.Log;
using EvidenceBase.IntegrationTests.Documents;
using EvidenceBase.IntegrationTests.Intake;

namespace EvidenceBase.IntegrationTests.Platform.Http.Contract;

/// <summary>
/// A study that is made by sending the contract's own examples, each in its turn, with as little else as they need; then everything is read,
/// then taken back again. What was answered is kept.
/// </summary>
internal sealed partial class ExampleStudy
{
    private readonly RunningService service;
    private readonly Contract contract;
    private readonly TestStudy study;
    private readonly Dictionary<string, string> names = new()
    {
        ["study"] = "harbour", ["things"] = "claims", ["kind"] = "claim", ["level"] = "0", ["position"] = "1",
    };

    private readonly Around around;

    private ExampleStudy(RunningService service, Contract contract, Around? around) =>
        (this.service, this.contract, study, this.around) = (service, contract, TestStudy.Named(service, "harbour"), around ?? ((_, _, send) => send()));

    /// <summary>What a test does around the sending of an operation to a study.</summary>
    public delegate Task<TestAnswer> Around(string operation, TestStudy study, Func<Task<TestAnswer>> send);

    /// <summary>
    /// Words whose operations this study does not send: accounts, which are a server's and no study's; trails; files as they came; replays and
    /// differences. Their contract follows from their attributes as that of all does, without examples.
    /// </summary>
    private static readonly string[] Elsewhere =
    [
        "/api/account", "/api/trail", "/api/studies/{study}/trail", "/api/studies/{study}/owners", "/original", "/structure", "documents:search",
        "/audit/replays", "/audit/bundle", "/audit/attestations", "/audit/witnesses", "/audit/timestamps", "/audit/checkpoints", "/cosignatures", "/differences",
    ];

    public static bool IsSent(string operation) => !Elsewhere.Any(part => operation.Contains(part, StringComparison.Ordinal));

    /// <summary>The first answer to every operation, by method and path.</summary>
    public Dictionary<string, TestAnswer> Answers { get; } = [];

    /// <summary>The statuses of replacing commands that were sent without saying which version they replace.</summary>
    public Dictionary<string, int> WithoutVersion { get; } = [];

    /// <summary>How many examples were sent to each operation.</summary>
    public Dictionary<string, int> Sent { get; } = [];

    public static async Task<ExampleStudy> Make(RunningService service, ServerService server, Contract contract, Around? around = null)
    {
        var made = new ExampleStudy(service, contract, around);
        foreach (var parameter in contract.Operations.Keys.SelectMany(contract.Parameters).Where(one => one["in"]!.GetValue<string>() == "path"))
            made.names.TryAdd(parameter["name"]!.GetValue<string>(), parameter["example"]!.GetValue<string>());
        await made.Build();
        await made.Batches();
        await made.Read();
        await made.TakeBack();
        await made.Invitations(server);
        return made;
    }

    private async Task Build()
    {
        await Example("POST /api/studies");
        await Example("POST /api/studies/{study}/members");
        await Example("PUT /api/studies/{study}/members/{principal}", ("principal", "anna"));
        await study.Given("members", """{"principal":"ben","role":"coder"}""");
        await study.Given("members", """{"principal":"service:importer","role":"coder"}""");
        names["token"] = (await Example("POST /api/studies/{study}/tokens")).Json["token"]!["id"]!.GetValue<string>();
        await Example("POST /api/studies/{study}/sources");
        await Replacing("PUT /api/studies/{study}/sources/{source}", "sources/doe2010");
        await Example("POST /api/studies/{study}/interviews");
        await Replacing("PUT /api/studies/{study}/interviews/{interview}", "interviews/H 001");
        await Example("POST /api/studies/{study}/interviews/{interview}/consent");
        await Example("POST /api/studies/{study}/interviews/{interview}/embargo");
        await Example("POST /api/studies/{study}/documents");
        await Example("POST /api/studies/{study}/documents/{document}/media");
        await Example("POST /api/studies/{study}/documents:upload");
        await Replacing("POST /api/studies/{study}/documents/{document}/revisions:upload", "documents/log-2", ("document", "log-2"));
        await Codes();
        await Example("POST /api/studies/{study}/codings");
        var segment = Answers["POST /api/studies/{study}/codings"].Id.ToString();
        await Replacing("POST /api/studies/{study}/documents/{document}/revisions", "documents/notes-1");
        await Example("POST /api/studies/{study}/codings/{coding}/move", ("coding", segment));
        await Example("POST /api/studies/{study}/codings/{coding}/notes");
        await Example("POST /api/studies/{study}/codings/{coding}/confirmation");
        await Orphan();
        await Example("POST /api/studies/{study}/figures");
        await Replacing("PUT /api/studies/{study}/figures/{figure}/data", "figures/table-1");
        await Replacing("PUT /api/studies/{study}/figures/{figure}", "figures/table-1");
        await Example("POST /api/studies/{study}/figures/{figure}/derived");
        await Example("POST /api/studies/{study}/figures/{figure}/sources");
        await Example("POST /api/studies/{study}/cases");
        await Replacing("PUT /api/studies/{study}/cases/{unit}", "cases/old-port");
        await Example("PUT /api/studies/{study}/cases/{unit}/attributes/{name}", ("name", "workers"));
        await Claims();
        await Argument();
        await Example("POST /api/studies/{study}/cases/{unit}/bearings");
        await Example("POST /api/studies/{study}/memos");
        await Replacing("PUT /api/studies/{study}/memos/{memo}", "memos/m-1");
        await Example("POST /api/studies/{study}/memos/{memo}/attachments");
        await Example("POST /api/studies/{study}/rounds");
        await Example("POST /api/studies/{study}/rounds/{round}/closing");
        await Example("POST /api/studies/{study}/rounds/{round}/adjudications");
        await Example("POST /api/studies/{study}/measurements");
        await Replacing("PUT /api/studies/{study}", "/api/studies/harbour");
        await Example("POST /api/studies/{study}/releases");
        await Send("POST /api/sign-in-addresses", "{}", []);
    }

    /// <summary>A coding of which a revision has left nothing where it stood, and which is offered another place.</summary>
    private async Task Orphan()
    {
        const string moved = "The crane was sold in the winter.";
        await study.Given("documents", $$"""{"key":"log-1","title":"A log","text":"Once more.\nAnd again.\n{{moved}}\nNobody knew.\nNothing else.\n","kind":"fieldNotes"}""");
        var orphan = await study.Given("codings", $$"""{"document":"log-1","layer":"anna","code":"loss-of-work","start":22,"end":{{22 + moved.Length}}}""");
        await study.Post("documents/log-1/revisions", $$"""{"text":"{{moved}}\nOnce more.\nAnd again.\nNobody knew.\nNothing else.\n"}""", ("If-Match", "\"1\""));
        await study.Given("codings", """{"document":"log-1","layer":"ben","code":"loss-of-work","start":0,"end":33}""");
        await ReadOne("GET /api/studies/{study}/documents/{document}/orphans", ("document", "log-1"));
        await Example("POST /api/studies/{study}/codings/{coding}/suggestion/acceptance", ("coding", orphan.Id.ToString()));
    }

    private async Task Codes()
    {
        await Example("POST /api/studies/{study}/codes");
        foreach (var key in new[] { "consequences", "lost-time", "work-and-pay" })
            await study.Given("codes", $$"""{"key":"{{key}}","name":"{{key}}"}""");
        await Example("POST /api/studies/{study}/codes/{code}/move");
        await Replacing("PUT /api/studies/{study}/codes/{code}", "codes/loss-of-work");
        await Example("POST /api/studies/{study}/codes/{code}/merge", ("code", "lost-time"));
        await Example("DELETE /api/studies/{study}/codes/{code}/merge", ("code", "lost-time"));
        await Example("POST /api/studies/{study}/codes/{code}/split", ("code", "work-and-pay"));
        await Example("DELETE /api/studies/{study}/codes/{code}/split", ("code", "work-and-pay"));
        await Example("POST /api/studies/{study}/codes/{code}/retirement", ("code", "lost-time"));
        await Example("DELETE /api/studies/{study}/codes/{code}/retirement", ("code", "lost-time"));
    }

    private async Task Claims()
    {
        await Example("POST /api/studies/{study}/claims");
        await study.Given("claims", """{"key":"C2","kind":"rival","text":"Machines cost the shifts."}""");
        await Replacing("PUT /api/studies/{study}/claims/{claim}", "claims/C1");
        await Example("POST /api/studies/{study}/claims/{claim}/qualifications");
        await Example("POST /api/studies/{study}/claims/{claim}/objections", ("Idempotency-Key", "example-objection"));
        await Example("POST /api/studies/{study}/undo");
        await Example("POST /api/studies/{study}/redo");
        await Example("POST /api/studies/{study}/claims/{claim}/rivals");
        names["evidence"] = (await Example("POST /api/studies/{study}/claims/{claim}/evidence")).Id.ToString();
        await Replacing("PUT /api/studies/{study}/claims/{claim}/evidence/{evidence}", "claims/C1");
    }

    private async Task Argument()
    {
        await Example("POST /api/studies/{study}/arguments");
        await study.Given("arguments/main/steps", """{"key":"S1","title":"The move","inference":"The harbour moved."}""");
        await study.Given("arguments/main/steps", """{"key":"S2","title":"The shifts","inference":"Shifts were lost.","parent":"S1"}""");
        await Example("POST /api/studies/{study}/arguments/{argument}/steps");
        await Replacing("PUT /api/studies/{study}/arguments/{argument}/steps/{step}", "arguments/main");
        await Example("POST /api/studies/{study}/arguments/{argument}/steps/{step}/move");
        await Example("POST /api/studies/{study}/arguments/{argument}/steps/{step}/claims");
        await Example("POST /api/studies/{study}/arguments/{argument}/steps/{step}/relations");
    }

    /// <summary>The same codings at once and through the queue, each in a study of its own: a key is given once.</summary>
    private async Task Batches()
    {
        foreach (var (slug, operation) in new[] { ("harbour-batch", "POST /api/studies/{study}/codings:batch"), ("harbour-queue", "POST /api/studies/{study}/codings:enqueue") })
        {
            var other = TestStudy.Named(service, slug);
            await other.Given("/api/studies", $$"""{"slug":"{{slug}}","title":"The same study"}""");
            foreach (var needed in new[] { "interviews", "documents", "codes" })
                await other.Given(needed, contract.RequestExamples($"POST /api/studies/{{study}}/{needed}")[0]);
            names["study"] = slug;
            if (slug == "harbour-batch")
            {
                await Example(operation, ("Idempotency-Key", "example-batch"));
                await ReadOne("GET /api/studies/{study}/codings:batch/{key}", ("key", "example-batch"));
                continue;
            }

            await using (var fault = await QueueFault.In(other))
            {
                names["receipt"] = (await Example(operation)).Id.ToString();
                await ReadOne("GET /api/studies/{study}/intake/{receipt}", ("Prefer", "wait=30"));
                var letters = await ReadOne("GET /api/studies/{study}/intake/dead-letters");
                names["letter"] = letters.Json["items"]![0]!["id"]!.GetValue<string>();
            }

            await ReadOne("GET /api/studies/{study}/intake");
            await Send("POST /api/studies/{study}/intake/dead-letters/{letter}/replay", "{}", []);
        }

        names["study"] = "harbour";
    }

    private async Task Read()
    {
        var size = (await study.Proven()).Size;
        foreach (var operation in contract.Operations.Keys.Where(one => one.StartsWith("GET ", StringComparison.Ordinal) && IsSent(one) && !Answers.ContainsKey(one)))
        {
            await ReadOne(operation, ("number", $"000.p/{size}"));
        }
    }

    private async Task TakeBack()
    {
        await Example("DELETE /api/studies/{study}/memos/{memo}/attachments/{kind}/{name}");
        await Example("DELETE /api/studies/{study}/cases/{unit}/bearings/{kind}/{name}");
        await Example("DELETE /api/studies/{study}/cases/{unit}/attributes/{name}", ("name", "workers"));
        await Example("DELETE /api/studies/{study}/figures/{figure}/derived/{key}", ("key", "lost"));
        await Example("DELETE /api/studies/{study}/figures/{figure}/sources/{source}");
        await Example("POST /api/studies/{study}/figures/{figure}/withdrawal");
        await Example("POST /api/studies/{study}/sources/{source}/withdrawal");
        await Example("DELETE /api/studies/{study}/arguments/{argument}/steps/{step}/relations/{other}");
        await Example("DELETE /api/studies/{study}/arguments/{argument}/steps/{step}/claims/{claim}");
        await Example("DELETE /api/studies/{study}/arguments/{argument}/steps/{step}");
        await Example("DELETE /api/studies/{study}/claims/{claim}/evidence/{evidence}");
        await Example("POST /api/studies/{study}/claims/{claim}/retraction");
        await Example("DELETE /api/studies/{study}/codings/{coding}");
        await Example("POST /api/studies/{study}/interviews/{interview}/consent-withdrawal");
        await study.Given("documents", """{"key":"field-notes-3","title":"Field notes","text":"Fog, no crane moved.","kind":"fieldNotes"}""");
        await Example("POST /api/studies/{study}/documents/{document}/erasure", ("document", "field-notes-3"));
        await Example("POST /api/studies/{study}/interviews/{interview}/erasure");
        await Send("DELETE /api/studies/{study}/tokens/{token}", null, []);
        await Example("DELETE /api/studies/{study}/members/{principal}", ("principal", "anna"));
        await Example("POST /api/studies/{study}/archival");
        await Example("DELETE /api/studies/{study}/archival");
    }

    /// <summary>People are invited to servers only.</summary>
    private async Task Invitations(ServerService server)
    {
        const string invitations = "/api/studies/{study}/invitations";
        using var owner = await server.Person();
        var path = invitations.Replace("{study}", await PeopleInStudiesTests.Study(owner), StringComparison.Ordinal);
        var made = await owner.SendJson(HttpMethod.Post, path, contract.RequestExamples($"POST {invitations}").Single());
        Sent[$"POST {invitations}"] = 1;
        Keep($"POST {invitations}", made);
        Keep($"GET {invitations}", await owner.Get(path));
        var id = JsonNode.Parse(made.Text)!["invitation"]!["id"]!;
        Keep($"DELETE {invitations}/{{invitation}}", await owner.SendJson(HttpMethod.Delete, $"{path}/{id}", "{}"));

        void Keep(string operation, TestPage page) => Answers[operation] = new(page.Status, page.Text, null, page.Headers);
    }

    /// <summary>Sends the examples of an operation; the last answer.</summary>
    private async Task<TestAnswer> Example(string operation, params (string Name, string Value)[] named)
    {
        var answer = contract.Operations[operation]["requestBody"] is null ? await Send(operation, "{}", named) : null;
        foreach (var example in contract.RequestExamples(operation))
        {
            answer = await Send(operation, example, named);
            Sent[operation] = Sent.GetValueOrDefault(operation) + 1;
        }

        return answer ?? throw new InvalidOperationException($"{operation} has no example of what is sent.");
    }

    /// <summary>Sends it without the version that it replaces, then with it.</summary>
    private async Task Replacing(string operation, string read, params (string Name, string Value)[] named)
    {
        WithoutVersion[operation] = (await Transmit(operation, Path(operation, named), contract.RequestExamples(operation)[0], wait: false, [])).Status;
        await Example(operation, [.. named, ("If-Match", (await study.Get(read)).ETag!)]);
    }

    private Task<TestAnswer> ReadOne(string operation, params (string Name, string Value)[] named) => Send(operation, null, named);

    private async Task<TestAnswer> Send(string operation, string? json, (string Name, string Value)[] named)
    {
        var method = operation.Split(' ')[0];
        var path = Path(operation, named) + Query(operation);
        var headers = named.Where(one => char.IsUpper(one.Name[0])).ToArray();
        var answer = await around(operation, study, () => Transmit(operation, path, json, method != "GET", headers));
        Answers.TryAdd(operation, answer);
        return answer;
    }

    /// <summary>Of a form that takes a file the member “file” is what stands in it.</summary>
    private Task<TestAnswer> Transmit(string operation, string path, string? json, bool wait, (string Name, string Value)[] headers)
    {
        if (json is null || !contract.TakesFile(operation))
            return study.Send(new(operation.Split(' ')[0]), path, json, wait, headers);
        var fields = JsonNode.Parse(json)!.AsObject().ToDictionary(field => field.Key, field => field.Value!.GetValue<string>());
        fields.Remove("file", out var file);
        return Uploaded.Send(
            study, path[$"/api/studies/{study.Slug}/".Length..], Uploaded.Form(Encoding.UTF8.GetBytes(file!), fields["fileName"], [.. fields.Select(field => (field.Key, field.Value))]), headers);
    }

    /// <summary>What must be asked with; of lists a page that fits into an example.</summary>
    private string Query(string operation) => operation switch
    {
        _ when operation.EndsWith("/consistency", StringComparison.Ordinal) => "?from=1",
        _ when operation.EndsWith("/agreement", StringComparison.Ordinal) => "?layer=anna&layer=ben&coefficient=percentAgreement",
        _ when contract.Parameters(operation).Any(one => one["name"]!.GetValue<string>() == "limit") => "?limit=2",
        _ => string.Empty,
    };

    private string Path(string operation, (string Name, string Value)[] named) => Parameter().Replace(operation.Split(' ')[1], match =>
    {
        var value = named.FirstOrDefault(one => one.Name == match.Groups[1].Value).Value ?? names[match.Groups[1].Value];
        return match.Groups[1].Value == "number" ? value : Uri.EscapeDataString(value);
    });

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();
}
