using EvidenceBase.Platform.Secrets;

namespace EvidenceBase.IntegrationTests.Platform.Secrets;

/// <summary>Each test uses a variable of its own: the environment is the whole process's.</summary>
public sealed class MasterKeySettingsTests : IDisposable
{
    private const string Text = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private readonly string variable = $"EVIDENCEBASE_TEST_{Guid.NewGuid():N}";
    private readonly TemporaryData data = new();

    [Fact]
    public void Given_a_master_key_in_a_variable_when_it_is_taken_then_the_variable_is_gone()
    {
        Environment.SetEnvironmentVariable(variable, Text);

        MasterKeySettings.Take(variable)!.Id.ShouldBe(new MasterKey(Convert.FromBase64String(Text)).Id);

        Environment.GetEnvironmentVariable(variable).ShouldBeNull();
        MasterKeySettings.Take(variable).ShouldBeNull();
    }

    [Fact]
    public void Given_a_master_key_in_a_file_with_a_line_end_when_it_is_taken_then_it_is_the_same()
    {
        Environment.SetEnvironmentVariable($"{variable}_FILE", Written($"{Text}\n"));

        MasterKeySettings.Take(variable)!.Id.ShouldBe(new MasterKey(Convert.FromBase64String(Text)).Id);
    }

    [Fact]
    public void Given_both_variable_and_file_when_they_are_taken_then_that_is_refused()
    {
        Environment.SetEnvironmentVariable(variable, Text);
        Environment.SetEnvironmentVariable($"{variable}_FILE", Written(Text));

        Refusal().ShouldContain($"Both {variable} and {variable}_FILE are set");
    }

    [Theory]
    [InlineData("not base64 at all", "not base64")]
    [InlineData("c2hvcnQ=", "32 bytes")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "not random")]
    public void Given_what_is_no_master_key_when_it_is_taken_then_it_is_refused_and_not_repeated(string given, string reason)
    {
        Environment.SetEnvironmentVariable(variable, given);

        var refusal = Refusal();

        refusal.ShouldContain(reason);
        refusal.ShouldNotContain(given);
    }

    [Fact]
    public void Given_a_file_that_is_not_there_when_it_is_named_then_the_message_names_the_variable()
    {
        Environment.SetEnvironmentVariable($"{variable}_FILE", Path.Combine(data.Root, "nothing"));

        Refusal().ShouldContain($"{variable}_FILE");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(variable, null);
        Environment.SetEnvironmentVariable($"{variable}_FILE", null);
        data.Dispose();
    }

    private string Refusal() => Should.Throw<MasterKeyException>(() => MasterKeySettings.Take(variable)).Message;

    private string Written(string text)
    {
        var path = Path.Combine(data.Root, "master");
        File.WriteAllText(path, text);
        return path;
    }
}
