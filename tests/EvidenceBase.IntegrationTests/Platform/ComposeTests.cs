using System.Text.RegularExpressions;
using EvidenceBase.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using YamlDotNet.RepresentationModel;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>What docker-compose.yml deploys is a server that the service would start as.</summary>
public sealed partial class ComposeTests
{
    private const string Password = "9f2b7c1d5e8a4f60";
    private static readonly YamlMappingNode Compose = Read();

    [Fact]
    public void Given_the_settings_of_the_service_when_they_are_read_then_they_are_a_servers_and_safe()
    {
        var settings = Settings("service");

        var deployment = Deployment.Of(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("EvidenceBase:Mode", settings["EVIDENCEBASE_MODE"]),
            new("EvidenceBase:PublicAddress", settings["EVIDENCEBASE_PUBLIC_ADDRESS"]),
            new("EvidenceBase:TrustedProxies", settings["EVIDENCEBASE_TRUSTED_PROXIES"]),
        ]).Build());

        deployment.IsServer.ShouldBeTrue();
        deployment.PublicAddress.ShouldBe(new Uri("https://evidence.example.org"));
        deployment.TrustedProxies.Single().ToString().ShouldBe($"{Text(Of(Of(Of(Service("proxy"), "networks"), "front"), "ipv4_address"))}/32");
        ServerSafety.Ensure(
            deployment,
            new ConfigurationBuilder().Build(),
            new HostingEnvironment { EnvironmentName = "Production" },
            hasMasterKey: settings["EVIDENCEBASE_MASTER_KEY_FILE"] == "/run/secrets/master-key",
            ("EVIDENCEBASE_DATABASE", settings["EVIDENCEBASE_DATABASE"]),
            ("EVIDENCEBASE_DATABASE_OWNER", settings["EVIDENCEBASE_DATABASE_OWNER"]));
        settings["EVIDENCEBASE_DATABASE"].ShouldContain($"Username=evidencebase_service;Password={Password}");
        settings["EVIDENCEBASE_DATABASE_OWNER"].ShouldContain($"Username=evidencebase_owner;Password={Password}");
    }

    [Fact]
    public void Given_the_containers_when_their_ways_in_are_read_then_only_the_proxy_has_one_and_the_database_has_none_out()
    {
        Services().Where(service => Service(service).Children.ContainsKey("ports")).ShouldBe(["proxy"]);
        Networks("database").ShouldBe(["back"]);
        Networks("proxy").ShouldBe(["front"]);
        Text(Of(Of(Of(Compose, "networks"), "back"), "internal")).ShouldBe("true");
        Settings("service").Keys.ShouldNotContain("EVIDENCEBASE_MASTER_KEY", "a variable of a container is shown to whoever may ask Docker");
    }

    private static YamlMappingNode Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EvidenceBase.sln")))
            folder = folder.Parent;
        using var file = File.OpenText(Path.Combine(folder.FullName, "docker-compose.yml"));
        var stream = new YamlStream();
        stream.Load(file);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static IEnumerable<string> Services() => ((YamlMappingNode)Of(Compose, "services")).Children.Keys.Select(Text);

    private static YamlMappingNode Service(string name) => (YamlMappingNode)Of(Of(Compose, "services"), name);

    private static IEnumerable<string> Networks(string service) => Of(Service(service), "networks") switch
    {
        YamlMappingNode named => named.Children.Keys.Select(Text),
        YamlSequenceNode listed => listed.Children.Select(Text),
        _ => [],
    };

    private static Dictionary<string, string> Settings(string service) =>
        ((YamlMappingNode)Of(Service(service), "environment")).Children.ToDictionary(setting => Text(setting.Key), setting => Filled(Text(setting.Value)));

    private static string Filled(string value) => Variable().Replace(value, match => match.Groups[1].Value switch
    {
        "EVIDENCEBASE_HOST" => "evidence.example.org",
        var name when name.EndsWith("_PASSWORD", StringComparison.Ordinal) => Password,
        var other => throw new InvalidOperationException(other),
    });

    private static YamlNode Of(YamlNode node, string key) => ((YamlMappingNode)node).Children[key];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    [GeneratedRegex(@"\$\{([A-Z_]+)(?::\?[^}]*)?\}")]
    private static partial Regex Variable();
}
