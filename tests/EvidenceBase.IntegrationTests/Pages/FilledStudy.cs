using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Pages;

/// <summary>A study with something on every page. Tests that only read share one; who changes it opens another.</summary>
public sealed class FilledStudy(SharedService service) : IAsyncLifetime
{
    private TestStudy? study;

    public TestStudy Study => study ?? throw new InvalidOperationException("The study has not been opened.");

    public async ValueTask InitializeAsync() => study = await Open(service.Running);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Two steps, the second resting on the first; three claims, one with evidence of each kind that has a page.</summary>
    public static async Task<TestStudy> Open(RunningService service)
    {
        var study = await TestStudy.Open(service, """ "sections":[{"key":"opening","title":"Opening section"}] """);
        await study.Given("sources", """{"key":"yearbook","item":{"type":"book","title":"China Statistical Yearbook 2008","publisher":"China Statistics Press","issued":{"date-parts":[[2009]]}}}""");
        await study.Given("interviews", """{"code":"JS 036","locality":"Suzhou","role":"official"}""");
        await study.Given(
            "figures",
            """
            {"key":"table-1","label":"Table 1","kind":"table","caption":"Conditions","data":{"columns":[{"name":"city","title":"City","type":"text"},
             {"name":"share","title":"Share","type":"decimal","unit":"percent"}],"rows":[{"key":"suzhou","cells":["Suzhou","97.35"]}]}}
            """);
        await study.Given("figures/table-1/sources", """{"source":"yearbook"}""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"Learning needs contracts.","judgement":"article","locator":{"section":"opening","paragraph":4}}""");
        await study.Given("claims", """{"key":"C2","kind":"descriptive","text":"Nobody has looked."}""");
        await study.Given("claims", """{"key":"C3","kind":"descriptive","text":"The base of it."}""");
        await study.Given(
            "claims/C1/evidence",
            """
            {"stance":"supports","cites":{"kind":"source","name":"yearbook"},"locator":{"section":"opening","paragraph":4,"note":7},"weight":"Official numbers.",
             "test":{"kind":"hoop","outcome":"passed"}}
            """);
        await study.Given("claims/C1/evidence", """{"stance":"qualifies","cites":{"kind":"interview","name":"JS 036"}}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"interview","name":"JS 036"}}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"figure","name":"table-1"},"pinpoint":{"cell":"suzhou.share"}}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"claim","name":"C3"}}""");
        await study.Given("arguments", """{"key":"main","title":"The argument","question":"Why?"}""");
        await study.Given("arguments/main/steps", """{"key":"S1","title":"A puzzle","inference":"It must be explained."}""");
        await study.Given("arguments/main/steps", """{"key":"S2","title":"Firms stay at the bottom","inference":"They cannot learn."}""");
        await study.Given("arguments/main/steps/S1/claims", """{"claim":"C3"}""");
        await study.Given("arguments/main/steps/S2/claims", """{"claim":"C1"}""");
        await study.Given("arguments/main/steps/S2/claims", """{"claim":"C2"}""");
        await study.Given("arguments/main/steps/S2/relations", """{"restsOn":"S1","relation":"explains","warrant":"The warrant of it."}""");
        await study.Given(
            "memos",
            """
            {"key":"M-1","title":"On contracts","text":"What the note explains.","category":"dataReductionAndAnalysis","locator":{"section":"opening","paragraph":4,"note":7},
             "about":[{"kind":"claim","name":"C1"},{"kind":"source","name":"yearbook"},{"kind":"interview","name":"JS 036"},{"kind":"figure","name":"table-1"}]}
            """);
        await study.Given("releases", """{"name":"as submitted"}""");
        return study;
    }
}
