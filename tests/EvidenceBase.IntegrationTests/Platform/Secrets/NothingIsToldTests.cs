using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Access.Laptop;
using EvidenceBase.IntegrationTests.Documents;
using EvidenceBase.Platform.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform.Secrets;

/// <summary>
/// Texts and secrets are planted everywhere a client can put them, with success and with every kind of refusal; then everything that the
/// service writes or says is searched for them.
/// </summary>
public sealed class NothingIsToldTests(SharedService shared)
{
    private const string Canary = "kanarienvogelfeder";

    [Fact]
    public async Task Given_planted_texts_and_secrets_when_logs_events_views_messages_and_problems_are_searched_then_they_are_in_none_of_them()
    {
        var log = new RecordedLog();
        var master = RandomNumberGenerator.GetBytes(MasterKey.Length);
        await using var service = await RunningService.Start(await shared.Server.NewDatabase(), masterKey: new(master), configure: builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        });
        var study = await TestStudy.Open(service);

        var problems = await Plant(study);
        var tokens = await SignIn(study);

        problems.Select(answer => answer.Status).Distinct().Order().ShouldBe([400, 404, 409, 412, 422]);
        problems.ShouldAllBe(answer => !answer.Text.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        log.Lines.Count(line => line.Contains(study.Slug, StringComparison.Ordinal)).ShouldBeGreaterThan(10, "the log is heard at all");
        log.Lines.ShouldAllBe(line => !line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        (await NoWordInTheDatabaseTests.Places(service, Canary)).ShouldBeEmpty();
        foreach (var (name, secret) in Secrets(service, master).Concat(tokens))
        {
            foreach (var written in Written(secret))
            {
                log.Lines.ShouldAllBe(line => !line.Contains(written, StringComparison.OrdinalIgnoreCase), name);
                (await NoWordInTheDatabaseTests.Places(service, written)).ShouldBeEmpty(name);
            }
        }

        foreach (var file in Directory.EnumerateFiles(service.Data, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".key", StringComparison.Ordinal)))
            MasterKey.IdOf(await File.ReadAllBytesAsync(file)).ShouldNotBeNull(file);
    }

    /// <summary>Accepted and refused, in bodies of every kind; gives the refusals.</summary>
    private static async Task<List<TestAnswer>> Plant(TestStudy study)
    {
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("codes", """{"key":"gap","name":"Gap","definition":"A gap."}""");
        await study.Given("documents", DocumentTests.Deposit("D1", $"He said {Canary} twice.", interview: "JS 036"));
        (await study.Post("documents/D1/revisions", $$"""{"text":"She said {{Canary}} once."}""", ("If-Match", "\"1\""))).Status.ShouldBe(200);
        var statement = $$"""{"interview":"JS 036","layer":"anna","key":"st-1","codes":["gap"],"statement":"{{Canary}} again."}""";
        await study.Given("codings", statement);
        (await study.Post("codings:batch", $"[{statement.Replace("st-1", "st-2", StringComparison.Ordinal)}]")).Status.ShouldBe(201);
        (await study.Get("documents/D1/text")).Text.ShouldContain(Canary);
        (await study.Get("codings/st-1/text")).Text.ShouldContain(Canary);

        return
        [
            await study.Post("documents", DocumentTests.Deposit("D1", Canary)),
            await study.Post("documents", DocumentTests.Deposit("D2", Canary, interview: "JS 999")),
            await study.Post("documents", $$"""{"key":"D3","title":"T","text":"{{Canary}}"""),
            await study.Post("documents", $$"""{"key":"D3","title":"T","text":{"{{Canary}}": 1 } }"""),
            await study.Post("documents", $$"""{"key":"D3","title":"T","text":"{{Canary}} \ud83d"}"""),
            await study.Post("documents", $$"""{"key":"D3","text":"{{Canary}}"}"""),
            await study.Post("documents/D1/revisions", $$"""{"text":"{{Canary}}"}""", ("If-Match", "\"1\"")),
            await study.Post("documents/D9/revisions", $$"""{"text":"{{Canary}}"}""", ("If-Match", "\"1\"")),
            await study.Post("codings", statement),
            await study.Post("codings", statement.Replace("gap", "nothing", StringComparison.Ordinal)),
            await study.Post("codings", statement.Replace("JS 036", "JS 999", StringComparison.Ordinal)),
            await study.Post("codings", statement.Replace("\"layer\":\"anna\"", "\"layer\":3", StringComparison.Ordinal)),
            await study.Post("codings:batch", $"[{statement},{statement}]"),
            await study.Post("codings:batch", $"{statement[..^1]}\n", ("Content-Type", "application/x-ndjson")),
            await study.Post("codings:batch", $$"""[{"statement":{"{{Canary}}":1 } }]"""),
        ];
    }

    /// <summary>In every way there is; gives what could be used again.</summary>
    private static async Task<IReadOnlyList<(string Name, byte[] Secret)>> SignIn(TestStudy study)
    {
        var entrance = study.Service.Services.GetRequiredService<LocalAccess>().NewEntrance();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(study.Service.Address) };
        var entered = await browser.GetAsync(entrance);
        entered.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        (await browser.GetAsync($"/studies/{study.Slug}")).EnsureSuccessStatusCode();
        var token = (await study.Given("tokens", """{"name":"import","rights":["read"]}""")).Json["secret"]!.GetValue<string>();
        (await study.Get("claims", ("Authorization", $"Bearer {token}"))).Status.ShouldBe(200);
        return
        [
            ("the token of the entrance", Encoding.ASCII.GetBytes(entrance.Split('=')[1])),
            ("the cookie", Encoding.ASCII.GetBytes(cookie.Split('=')[1])),
            ("an access token", Encoding.ASCII.GetBytes(token)),
            ("the owner's token", Encoding.ASCII.GetBytes(study.Service.OwnersToken)),
        ];
    }

    private static IEnumerable<(string Name, byte[] Secret)> Secrets(RunningService service, byte[] master)
    {
        yield return ("the master key", master);
        yield return ("the password of the database", Encoding.UTF8.GetBytes(new NpgsqlConnectionStringBuilder(service.Database.Service).Password!));
        var secrets = new SecretFiles(service.Data, new(master));
        secrets.Names().ShouldContain(name => name.StartsWith("data-protection/", StringComparison.Ordinal));
        secrets.Names().Count(name => name.StartsWith("keys/", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        foreach (var name in secrets.Names())
            yield return (name, name.StartsWith("data-protection/", StringComparison.Ordinal) ? ProtectionKey(secrets.Find(name)!) : secrets.Find(name)!);
    }

    private static byte[] ProtectionKey(byte[] element) =>
        Convert.FromBase64String(System.Xml.Linq.XElement.Parse(Encoding.UTF8.GetString(element)).Descendants("value").Single().Value);

    /// <summary>The forms in which bytes may have come into a text.</summary>
    private static IEnumerable<string> Written(byte[] secret) =>
        secret.All(one => one is >= 32 and < 127)
            ? [Encoding.UTF8.GetString(secret)]
            : [Convert.ToHexStringLower(secret), Convert.ToBase64String(secret)[..^2]];
}
