using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.House;

/// <summary>The service asks nobody for anything but time stamps, of the one authority that its settings name: it has nothing with which it could be made to fetch an address.</summary>
public sealed partial class OutgoingTests
{
    private static readonly string[] Projects = ["EvidenceBase", "EvidenceBase.Record", "EvidenceBase.Formats", "EvidenceBase.TransparencyLog"];

    [Fact]
    public void Given_the_service_when_clients_of_other_services_are_looked_for_then_there_are_none()
    {
        var files = Projects
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(SourceCode.Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Built().IsMatch(file)).ToList();

        files.Count.ShouldBeGreaterThan(100);
        files.Where(file => Client().IsMatch(File.ReadAllText(file))).Select(file => Path.GetFileName(file)).ShouldBe(["TimeStampAuthority.cs"]);
    }

    [GeneratedRegex(@"[\\/](bin|obj|Internal)[\\/]")]
    private static partial Regex Built();

    [GeneratedRegex(@"\b(HttpClient|IHttpClientFactory|WebRequest|WebClient|TcpClient|SmtpClient|FtpWebRequest)\b")]
    private static partial Regex Client();
}
