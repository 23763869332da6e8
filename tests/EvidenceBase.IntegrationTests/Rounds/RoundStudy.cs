using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Rounds;

/// <summary>A study with a document, two codes, and an open round of two coders: anna, who is even an owner of the study, and ben.</summary>
internal sealed class RoundStudy(TestStudy study, HttpClient anna, HttpClient ben)
{
    public const string Text = "The harbour was moved in spring. Half of the gang had no shift the week after, and nobody had told them why.";

    public TestStudy Study { get; } = study;

    public HttpClient Anna { get; } = anna;

    public HttpClient Ben { get; } = ben;

    public string Api => $"/api/studies/{Study.Slug}";

    public static async Task<RoundStudy> Open(RunningService service, string? codes = null)
    {
        var study = await TestStudy.Open(service);
        await study.Given("interviews", """{"code":"H 1","confidentiality":"confidential"}""");
        await study.Given("documents", $$"""{"key":"notes","title":"Notes","interview":"H 1","text":"{{Text}}"}""");
        await study.Given("codes", """{"key":"loss","name":"Loss","definition":"Something is lost."}""");
        await study.Given("codes", """{"key":"silence","name":"Silence","definition":"Nobody is told."}""");
        var anna = await Cast.WithToken(study, "service:anna", "owner");
        var ben = await Cast.WithToken(study, "service:ben", "coder");
        await study.Given("rounds", $$"""
            {"key":"r1","title":"First round","coders":[{"principal":"service:anna","layer":"anna"},{"principal":"service:ben","layer":"ben"}],"documents":["notes"]{{codes}}}
            """);
        return new(study, anna, ben);
    }

    public async Task<Guid> Code(HttpClient coder, string layer, string code, int start, int end)
    {
        var (status, text) = await Cast.Send(
            coder, "POST", $"{Api}/codings", $$"""{"layer":"{{layer}}","document":"notes","code":"{{code}}","start":{{start}},"end":{{end}}}""");
        status.ShouldBe(201, text);
        return System.Text.Json.Nodes.JsonNode.Parse(text)!["id"]!.GetValue<Guid>();
    }

    public Task Close() => Study.Given("rounds/r1/closing", "{}");
}
