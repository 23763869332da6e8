using System.Diagnostics;
using EvidenceBase.IntegrationTests.Audit.Replays;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>A version of the software that shows things otherwise takes over without a gap.</summary>
public sealed class VersionChangeTests(SharedService service)
{
    [Fact]
    public async Task Given_views_of_another_version_when_the_service_starts_then_they_are_read_until_those_of_its_own_are_swapped_in()
    {
        var database = await service.Server.NewDatabase();
        TestStudy study;
        await using (var before = await RunningService.Start(database))
        {
            study = await Replaying.Fill(before);
            await before.Execute("update evidence.view set body = replace(body::text, 'One.', 'Old.')::json where study = $1 and kind = 'claim' and key = 'C1'", study);
            await before.Execute("update evidence.projection_version set version = 0 where $1 <> ''", study);
        }

        await using var after = await RunningService.Start(database);
        study = study.In(after);
        var texts = new List<string>();
        for (var waited = Stopwatch.StartNew(); !texts.Contains("One.") && waited.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(2))
        {
            var answer = await study.Get("claims/C1");
            answer.Status.ShouldBe(200, answer.Text);
            texts.Add(answer.Json["text"]!.GetValue<string>());
        }

        texts.Distinct().ShouldBeSubsetOf(["Old.", "One."]);
        texts.ShouldContain("One.");
        await study.Given("claims", """{"key":"C9","kind":"causal","text":"It goes on."}""");
        (await study.Replayed())["differences"]!.GetValue<long>().ShouldBe(0);
        await using var version = after.Superuser.CreateCommand("select version from evidence.projection_version");
        (await version.ExecuteScalarAsync()).ShouldBe(EvidenceBase.Platform.Seeing.RecordProjection.Version);
    }
}
