using EvidenceBase.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>A server refuses to start with what would make it unsafe; the same is nobody's business on a laptop.</summary>
public sealed class ServerSafetyTests
{
    private const string Good = "Host=db;Database=evidencebase;Username=evidencebase_service;Password=9f2b7c1d5e8a4f60";
    private static readonly Deployment Server = new(DeploymentMode.Server, new("https://evidence.test"), []);
    private static readonly Deployment Laptop = new(DeploymentMode.Laptop, null, []);

    [Theory]
    [InlineData("Host=db;Database=evidencebase;Username=evidencebase_service")]
    [InlineData("Host=db;Database=evidencebase;Username=postgres;Password=postgres")]
    [InlineData("Host=db;Database=evidencebase;Username=evidencebase_service;Password=evidencebase_service")]
    [InlineData("Host=db;Database=evidencebase;Username=evidencebase_service;Password=short")]
    [InlineData("Host=db;Database=evidencebase;Username=evidencebase_service;Password=aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Host=db;Database=evidencebase;Username=evidencebase_service;Password=MySecretPassword")]
    public void Given_a_password_that_is_guessed_when_a_server_starts_then_it_refuses(string connection)
    {
        var ofService = Should.Throw<DeploymentException>(() => Ensure(Server, service: connection));
        var ofOwner = Should.Throw<DeploymentException>(() => Ensure(Server, owner: connection));

        ofService.Message.ShouldContain("EVIDENCEBASE_DATABASE ");
        ofService.Message.ShouldContain("openssl rand");
        ofOwner.Message.ShouldContain("EVIDENCEBASE_DATABASE_OWNER");
        Ensure(Laptop, service: connection, owner: connection);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Good)]
    [InlineData("Host=/var/run/postgresql;Database=evidencebase;Username=evidencebase_service")]
    public void Given_a_safe_database_when_a_server_starts_then_it_is_content(string? connection) => Ensure(Server, service: connection);

    [Fact]
    public void Given_no_master_key_when_a_server_starts_then_it_refuses()
    {
        Should.Throw<DeploymentException>(() => Ensure(Server, hasMasterKey: false)).Message.ShouldContain("EVIDENCEBASE_MASTER_KEY_FILE");
        Ensure(Laptop, hasMasterKey: false);
    }

    [Fact]
    public void Given_a_bundle_and_nobody_to_own_it_when_a_server_starts_then_it_refuses() =>
        Should.Throw<DeploymentException>(() => Ensure(Server, bundle: "studies/chen-2014")).Message.ShouldContain("EvidenceBase__Owner");

    [Fact]
    public void Given_the_environment_of_developers_when_a_server_starts_then_it_refuses() =>
        Should.Throw<DeploymentException>(() => Ensure(Server, environment: "Development")).Message.ShouldContain("ASPNETCORE_ENVIRONMENT");

    private static void Ensure(
        Deployment deployment, bool hasMasterKey = true, string? service = Good, string? owner = null, string? bundle = null, string environment = "Production") =>
        ServerSafety.Ensure(
            deployment,
            new ConfigurationBuilder().AddInMemoryCollection([new("EvidenceBase:Bundle", bundle)]).Build(),
            new HostingEnvironment { EnvironmentName = environment },
            hasMasterKey,
            ("EVIDENCEBASE_DATABASE", service),
            ("EVIDENCEBASE_DATABASE_OWNER", owner));
}
