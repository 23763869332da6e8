using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Secrets;
using EvidenceBase.Platform.Vault;

namespace EvidenceBase.ReliabilityTests;

/// <summary>The master key as an administrator handles it: through the environment of the program.</summary>
public sealed class MasterKeyTests : IDisposable
{
    private const int Keys = 1200;
    private readonly string folder = Directory.CreateTempSubdirectory("evidencebase-master-").FullName;
    private readonly byte[] present = RandomNumberGenerator.GetBytes(MasterKey.Length);
    private readonly byte[] next = RandomNumberGenerator.GetBytes(MasterKey.Length);

    public MasterKeyTests()
    {
        // PostgreSQL does not run as root: the account it steps down to must reach the folder.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
    }

    [Fact]
    public async Task Given_a_rotation_that_is_killed_in_the_middle_when_it_is_run_again_then_every_key_is_there_under_the_new_master_key()
    {
        var made = new Dictionary<Guid, byte[]>();
        using (var data = DataFolder.Open(folder, new MasterKey(present), _ => { }))
            for (var count = 0; count < Keys; count++)
                data.Secrets.WriteOnce($"keys/chips/{Guid.CreateVersion7()}.key", RandomNumberGenerator.GetBytes(HolderKeys.Length));
        using (var data = DataFolder.Open(folder, new MasterKey(present), _ => { }))
            foreach (var holder in Holders())
                made.Add(holder, new HolderKeys(data).Find("chips", holder)!);

        var kills = 0;
        foreach (var part in new[] { Keys / 3, Keys * 2 / 3 })
        {
            await using var rotation = Rotation();
            for (var waited = Stopwatch.StartNew(); Rotated() < part; await Task.Delay(5))
                waited.Elapsed.ShouldBeLessThan(Patience.Longest, rotation.Output);
            await rotation.Kill();
            kills += Rotated() < Keys ? 1 : 0;
        }

        kills.ShouldBe(2, "each kill must come before the rotation is done");
        var (refusedCode, refusal) = await ServiceProcess.Refused(folder, new Dictionary<string, string> { [MasterKeySettings.Present] = Convert.ToBase64String(present) });
        await using (var last = Rotation())
        {
            var (code, output) = await last.Ended();
            code.ShouldBe(0, output);
            output.ShouldContain($"{Keys} secrets are under the master key");
        }

        (refusedCode, refusal).ShouldSatisfyAllConditions(
            refused => refused.refusedCode.ShouldBe(1),
            refused => refused.refusal.ShouldContain("run rotate-master-key again"));
        using var after = DataFolder.Open(folder, new MasterKey(next), _ => { });
        made.Count.ShouldBe(Keys);
        foreach (var (holder, key) in made)
            new HolderKeys(after).Find("chips", holder).ShouldBe(key);
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count(file => file.Contains(".key", StringComparison.Ordinal)).ShouldBe(Keys);

        ServiceProcess Rotation() => ServiceProcess.Command(folder, "rotate-master-key", new Dictionary<string, string>
        {
            [MasterKeySettings.Present] = Convert.ToBase64String(present),
            [MasterKeySettings.New] = Convert.ToBase64String(next),
        });

        int Rotated() => Holders().Count(holder => Id(holder) == new MasterKey(next).Id);
    }

    [Fact]
    public async Task Given_a_service_with_a_master_key_when_it_has_run_then_its_texts_need_that_key_and_no_file_of_its_folder_has_a_word_or_the_key()
    {
        const string canary = "kanarienvogelfeder";
        var text = Convert.ToBase64String(present);
        string environmentOfTheDatabase, output;
        await using (var service = await ServiceProcess.Start(folder, new Dictionary<string, string> { [MasterKeySettings.Present] = text, ["Logging__LogLevel__Default"] = "Debug" }))
        {
            environmentOfTheDatabase = OperatingSystem.IsLinux() ? await File.ReadAllTextAsync($"/proc/{ServiceProcess.Server(folder)}/environ") : string.Empty;
            await Post(service, "/api/studies", new { slug = "chips", title = "Chips" });
            await Post(service, "/api/studies/chips/documents", new { key = "D1", title = "Notes", text = $"He said {canary}." });
            await service.Stop("TERM");
            output = service.Output;
        }

        var (code, refusal) = await ServiceProcess.Refused(folder);
        var keyFile = Path.Combine(Directory.CreateTempSubdirectory("evidencebase-elsewhere-").FullName, "master");
        await File.WriteAllTextAsync(keyFile, text);
        string read;
        await using (var again = await ServiceProcess.Start(folder, new Dictionary<string, string> { [$"{MasterKeySettings.Present}_FILE"] = keyFile }))
            read = await again.Http.GetStringAsync("/api/studies/chips/documents/D1/text");

        environmentOfTheDatabase.ShouldNotContain(text);
        output.Length.ShouldBeGreaterThan(1000);
        (output.Contains(text, StringComparison.Ordinal), output.Contains(canary, StringComparison.Ordinal)).ShouldBe((false, false));
        (code, refusal.Contains("none is given", StringComparison.Ordinal)).ShouldBe((1, true), refusal);
        read.ShouldContain(canary);
        (Holding("chips").Any(), Holding(canary).Any(), Holding(text).Any()).ShouldBe((true, false, false), string.Join(", ", Holding(canary).Concat(Holding(text))));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Tables, journal and logs of the database, keys: whatever lies in the folder and holds these characters.</summary>
    private IEnumerable<string> Holding(string characters) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(characters)) >= 0);

    private static async Task Post(ServiceProcess service, string path, object content)
    {
        using var answer = await service.Http.PostAsJsonAsync(path, content);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private List<Guid> Holders() => [.. Directory.EnumerateFiles(Path.Combine(folder, "keys", "chips"), "*.key").Select(path => Guid.Parse(Path.GetFileNameWithoutExtension(path)))];

    private string? Id(Guid holder)
    {
        var beginning = new byte[16];
        using var file = File.OpenRead(Path.Combine(folder, "keys", "chips", $"{holder}.key"));
        file.ReadExactly(beginning);
        return MasterKey.IdOf(beginning);
    }
}
