using System.Diagnostics;
using System.Text.RegularExpressions;
using EvidenceBase.Access.Laptop;
using EvidenceBase.Exchange;
using EvidenceBase.IntegrationTests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Exchange;

/// <summary>The README's tour, as it would be pasted: against a service that has loaded the bundled study.</summary>
public sealed partial class TourTests(SharedService shared)
{
    [Fact]
    public async Task Given_the_bundled_study_when_the_tour_is_pasted_then_every_line_of_it_works()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var root = Root();
        await service.Services.GetRequiredService<StudyLoader>().Load(Path.Combine(root, "studies", "chen-2014"), _ => { }, TestContext.Current.CancellationToken);
        var readme = await File.ReadAllTextAsync(Path.Combine(root, "README.md"), TestContext.Current.CancellationToken);
        var lines = Blocks().Matches(readme).Select(block => block.Groups[1].Value).Where(block => block.Contains("curl", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(7);
        var tour = string.Join('\n', lines.Prepend("set -e")).Replace("http://127.0.0.1:5080", service.Address.TrimEnd('/'), StringComparison.Ordinal)
            .Replace("data/access-token", Path.Combine(service.Data, LocalAccess.TokenFile), StringComparison.Ordinal);

        var (code, output) = await Paste(tour, root);

        code.ShouldBe(0, output);
        output.ShouldContain("\"JS 036\"");
        output.ShouldContain("Interview H 001");
        output.ShouldContain("\"speaker\":\"DOCKER\"");
        output.ShouldContain("\"words\":\"no shift\"");
        output.ShouldContain("\"received\":2,\"applied\":1,\"refused\":1,\"waiting\":0,\"dead\":0");
        output.ShouldNotContain("Half of the gang had no shift the week after", Case.Insensitive, "the words of a statement stay in the vault");
    }

    private static async Task<(int Code, string Output)> Paste(string tour, string folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await shell.StandardInput.WriteAsync(tour);
        shell.StandardInput.Close();
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, output + await errors);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EvidenceBase.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root is not above the tests.");
        return folder.FullName;
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
