using EvidenceBase.Platform;
using EvidenceBase.Platform.Http.Limits;
using Microsoft.Extensions.Configuration;

namespace EvidenceBase.IntegrationTests.Platform.Http.Limits;

public sealed class RequestLimitsTests
{
    private static readonly Deployment Laptop = new(DeploymentMode.Laptop, null, []);
    private static readonly Deployment Server = new(DeploymentMode.Server, new("https://evidence.test"), []);

    [Fact]
    public void Given_no_settings_when_limits_are_read_then_a_laptop_counts_no_requests_and_a_server_does()
    {
        var (laptop, server) = (RequestLimits.Of(Settings(), Laptop), RequestLimits.Of(Settings(), Server));

        (laptop.RequestsPerMinute, laptop.AnonymousRequestsPerMinute, laptop.AddressRequestsPerMinute, laptop.Connections).ShouldBe((0, 0, 0, 0));
        new[] { server.RequestsPerMinute, server.AnonymousRequestsPerMinute, server.AddressRequestsPerMinute, server.Connections }.ShouldAllBe(limit => limit > 0);
        server.AnonymousRequestsPerMinute.ShouldBeLessThan(server.RequestsPerMinute);
        (server.BodyBytes < laptop.BodyBytes, server.Seconds < laptop.Seconds).ShouldBe((true, true));
    }

    [Fact]
    public void Given_a_setting_when_limits_are_read_then_it_alone_differs() =>
        RequestLimits.Of(Settings(("BodyBytes", "5000")), Server).ShouldBe(RequestLimits.Server with { BodyBytes = 5000 });

    [Theory]
    [InlineData("RequestsPerMinute", "-1")]
    [InlineData("Seconds", "0")]
    [InlineData("BodyBytes", "4 MB")]
    [InlineData("UrlBytes", "1e4")]
    [InlineData("HeaderBytes", "99999999999999")]
    public void Given_what_is_no_limit_when_limits_are_read_then_the_service_says_which_and_does_not_start(string name, string value) =>
        Should.Throw<DeploymentException>(() => RequestLimits.Of(Settings((name, value)), Server)).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain($"EvidenceBase:Limits:{name}"), message => message.ShouldContain(value));

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"EvidenceBase:Limits:{one.Name}", (string?)one.Value))).Build();
}
