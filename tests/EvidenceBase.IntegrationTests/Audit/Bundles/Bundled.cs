using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Audit.Bundles;

/// <summary>The bundle of a test's study, over HTTP.</summary>
internal static class Bundled
{
    public static async Task<byte[]> Bundle(this TestStudy study, string query = "")
    {
        using var answer = await study.Service.Http.GetAsync($"/api/studies/{study.Slug}/audit/bundle{query}");
        answer.IsSuccessStatusCode.ShouldBeTrue(answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A copy of a folder of keys, for a service that goes on where another has ended.</summary>
    public static string CopyOfData(this RunningService service)
    {
        var copy = Directory.CreateTempSubdirectory("evidencebase-test-").FullName;
        foreach (var file in Directory.EnumerateFiles(service.Data, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(service.Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
