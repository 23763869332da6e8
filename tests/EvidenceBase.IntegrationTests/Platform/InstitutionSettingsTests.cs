using EvidenceBase.Platform;
using Microsoft.Extensions.Configuration;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>The settings with which a server knows an institution: complete and safe, or it does not start.</summary>
public sealed class InstitutionSettingsTests
{
    private static readonly (string Name, string Value)[] Whole = [("Authority", "https://id.example.org/"), ("ClientId", "evidencebase"), ("ClientSecret", "a secret")];

    [Fact]
    public void Given_no_settings_when_they_are_read_then_there_is_no_institution() => Read([]).ShouldBeNull();

    [Fact]
    public void Given_the_least_settings_when_they_are_read_then_the_rest_is_strict()
    {
        var institution = Read(Whole).ShouldNotBeNull();

        institution.IsOpen.ShouldBeFalse();
        institution.SubjectClaim.ShouldBe("sub");
        institution.Name.ShouldBe("id.example.org");
    }

    [Theory]
    [InlineData("Authority", "")]
    [InlineData("Authority", "http://id.example.org/")]
    [InlineData("Authority", "id.example.org")]
    [InlineData("ClientId", "")]
    [InlineData("ClientSecret", "")]
    [InlineData("ClientSecretFile", "/no/such/file")]
    [InlineData("Open", "perhaps")]
    public void Given_settings_that_are_unsafe_or_incomplete_when_they_are_read_then_it_says_which(string name, string value)
    {
        var problem = Should.Throw<DeploymentException>(() => Read([.. Whole, (name, value)]));

        problem.Message.ShouldContain($"EvidenceBase__Institution__{name}");
    }

    [Fact]
    public void Given_a_file_with_the_secret_when_the_settings_are_read_then_it_is_taken_from_there()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "from the file\n");

        Read([.. Whole, ("ClientSecretFile", file)])!.ClientSecret.ShouldBe("from the file");

        File.WriteAllText(file, "\n");
        Should.Throw<DeploymentException>(() => Read([.. Whole, ("ClientSecretFile", file)])).Message.ShouldContain("is empty");
        File.Delete(file);
    }

    private static Institution? Read((string Name, string Value)[] settings) => Institution.Of(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.GroupBy(setting => setting.Name).Select(setting => KeyValuePair.Create<string, string?>($"EvidenceBase:Institution:{setting.Key}", setting.Last().Value)))
        .Build());
}
