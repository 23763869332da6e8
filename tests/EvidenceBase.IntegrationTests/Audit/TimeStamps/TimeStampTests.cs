using System.Diagnostics;
using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Audit.Log;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Platform;
using EvidenceBase.Verify;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Audit.TimeStamps;

/// <summary>Somebody else says when a checkpoint was there; where nobody does, nothing waits for it.</summary>
public sealed class TimeStampTests(SharedService shared)
{
    [Fact]
    public async Task Given_an_authority_when_the_log_is_signed_and_a_release_named_then_both_checkpoints_are_stamped_and_the_verifier_says_since_when()
    {
        await using var authority = await LocalAuthority.Start();
        await using var service = await Stamping(authority);
        var study = await TestStudy.Open(service);
        await study.Proven();
        var first = (await Stamped(study, 1))[0];
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Proven();
        await study.Given("releases", """{"name":"submitted"}""");
        await study.Proven();

        var stamped = await Stamped(study, 2);

        stamped.Select(one => one!["size"]!.GetValue<long>()).ShouldBe([3, first!["size"]!.GetValue<long>()], "not more than one a day but for releases");
        var (code, text) = await Check(study, authority.SaveRoot());
        code.ShouldBe(Report.Holds, text);
        text.ShouldContain("The first 3 events are those that the checkpoint in the time stamp of");
        text.ShouldContain("by CN=Test authority was signed over");
        (await Health(study))["status"]!.GetValue<string>().ShouldBe("healthy");
    }

    [Fact]
    public async Task Given_time_stamps_when_they_are_of_another_authority_or_of_another_checkpoint_then_the_verifier_says_so()
    {
        await using var authority = await LocalAuthority.Start();
        await using var other = await LocalAuthority.Start();
        await using var service = await Stamping(authority);
        var study = await TestStudy.Open(service);
        await study.Proven();
        await Stamped(study, 1);

        var foreign = await Check(study, other.SaveRoot());
        foreign.Code.ShouldBe(Report.NotAllChecked, foreign.Text);
        foreign.Text.ShouldContain("whose certificate was not given");

        await LogTests.Tamper(service, "alter table evidence.log_time_stamp disable trigger all; update evidence.log_time_stamp set token = set_byte(token, length(token) - 20, get_byte(token, length(token) - 20) # 1)");
        var changed = await Check(study, authority.SaveRoot());
        changed.Code.ShouldBe(Report.IsRefuted, changed.Text);
    }

    [Fact]
    public async Task Given_an_authority_that_is_not_there_when_events_come_then_the_log_goes_on_and_health_tells_until_it_is_back()
    {
        await using var authority = await LocalAuthority.Start();
        authority.IsClosed = true;
        var clock = new HurriedTime(TimeSpan.FromSeconds(10));
        await using var service = await Stamping(authority, clock);
        var study = await TestStudy.Open(service);

        await study.Proven();
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        (await study.Proven()).NotYetProven.ShouldBe(0);
        var health = await Until(study, one => one["status"]!.GetValue<string>() == "degraded");
        health["detail"]!.GetValue<string>().ShouldContain("answers 503");
        (await study.Get("/health/ready")).Status.ShouldBe(200);
        clock.Pauses.Count.ShouldBeGreaterThan(0);
        clock.Pauses.ShouldBeInOrder(SortDirection.Ascending, "it is asked later each time");

        authority.IsClosed = false;
        await Stamped(study, 1);
        await Until(study, one => one["status"]!.GetValue<string>() == "healthy");
    }

    [Theory]
    [InlineData("EvidenceBase:TimeStampAuthority=ftp://stamps.example")]
    [InlineData("EvidenceBase:TimeStampHours=soon")]
    [InlineData("EvidenceBase:TimeStampHours=0")]
    public async Task Given_settings_that_are_none_when_the_service_starts_then_it_refuses_and_says_which(string setting)
    {
        var refusal = await Should.ThrowAsync<DeploymentException>(async () =>
        {
            await using var service = await RunningService.Start(await shared.Server.NewDatabase(), settings: [setting]);
        });

        refusal.Message.ShouldContain(setting.Split('=')[0]);
    }

    private async Task<RunningService> Stamping(LocalAuthority authority, TimeProvider? clock = null) => await RunningService.Start(
        await shared.Server.NewDatabase(),
        settings: [$"EvidenceBase:TimeStampAuthority={authority.Address}"],
        configure: builder => builder.Services.AddSingleton(clock ?? new HurriedTime(TimeSpan.FromSeconds(10))));

    /// <summary>Waits until so many checkpoints are stamped.</summary>
    private static async Task<JsonArray> Stamped(TestStudy study, int count)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var stamped = (await study.Get("audit/timestamps")).Json["items"]!.AsArray();
            if (stamped.Count >= count)
                return stamped;
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, (await Health(study)).ToJsonString());
        }
    }

    private static async Task<JsonNode> Until(TestStudy study, Func<JsonNode, bool> reached)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var health = await Health(study);
            if (reached(health))
                return health;
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, health.ToJsonString());
        }
    }

    private static async Task<JsonNode> Health(TestStudy study) => (await study.Get("/health/ready")).Json["checks"]!["time-stamps"]!;

    private static async Task<(int Code, string Text)> Check(TestStudy study, string certificate)
    {
        var output = new StringWriter();
        var code = await VerifyProgram.Run(
            ["log", $"{study.Service.Address}/api/studies/{study.Slug}", "--key", (await study.LogStatus()).Keys[0], "--tsa-certificate", certificate],
            output,
            output,
            study.Service.OwnersToken,
            DateTimeOffset.UtcNow);
        File.Delete(certificate);
        return (code, output.ToString());
    }
}
