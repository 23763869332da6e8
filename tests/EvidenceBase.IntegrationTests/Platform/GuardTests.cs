namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>
/// Rules that cross streams hold under concurrency: whoever cites something and whoever withdraws it go through the same lock. The withdrawal
/// is held between its check and its commit; meanwhile the other command comes.
/// </summary>
public sealed class GuardTests(SharedService shared)
{
    private const string Source = """{"key":"wade","item":{"type":"book","title":"A Book"}}""";
    private const string Claim = """{"key":"C1","kind":"causal","text":"One."}""";
    private const string Reason = """{"reason":"Wrong."}""";

    public static TheoryData<string, string[], string, string, string, string> Races => new()
    {
        {
            "a source is withdrawn while it is cited",
            ["sources", Source, "claims", Claim],
            "sources/wade/withdrawal", Reason,
            "claims/C1/evidence", """{"stance":"supports","cites":{"kind":"source","name":"wade"}}"""
        },
        {
            "a claim is retracted while it is cited by another",
            ["claims", Claim, "claims", """{"key":"C2","kind":"causal","text":"Two."}"""],
            "claims/C1/retraction", Reason,
            "claims/C2/evidence", """{"stance":"supports","cites":{"kind":"claim","name":"C1"}}"""
        },
        {
            "a claim is retracted while it is placed under a step",
            ["claims", Claim, "arguments", """{"key":"a","title":"An argument"}""", "arguments/a/steps", """{"key":"S1","title":"First","inference":"It follows."}"""],
            "claims/C1/retraction", Reason,
            "arguments/a/steps/S1/claims", """{"claim":"C1"}"""
        },
        {
            "a code is retired while it is applied",
            ["interviews", """{"code":"JS 1"}""", "codes", """{"key":"gap","name":"Gap","definition":"A gap."}"""],
            "codes/gap/retirement", Reason,
            "codings", """{"interview":"JS 1","layer":"anna","codes":["gap"],"statement":"Said."}"""
        },
        {
            "a source is withdrawn while a figure is traced to it",
            ["sources", Source, "figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"A table"}"""],
            "sources/wade/withdrawal", Reason,
            "figures/t1/sources", """{"source":"wade"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Races), DisableDiscoveryEnumeration = true)]
    public async Task Given_a_withdrawal_between_check_and_commit_when_the_thing_is_cited_then_the_citing_waits_and_is_refused(
        string race, string[] given, string withdraw, string withdrawing, string cite, string citing)
    {
        var (withdrawn, cited) = await Race(shared.Running, given, withdraw, withdrawing, cite, citing);

        withdrawn.Status.ShouldBe(200, $"{race}: {withdrawn.Text}");
        cited.Status.ShouldBe(409, $"{race}: {cited.Text}");
        cited.Problem.ShouldBe("withdrawn");
    }

    [Fact]
    public async Task Given_the_guard_taken_out_when_the_same_races_are_run_then_each_is_lost()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        await TakeOutTheGuard(service);

        foreach (var row in Races)
        {
            var (race, given, withdraw, withdrawing, cite, citing) = row.Data;
            var (withdrawn, cited) = await Race(service, given, withdraw, withdrawing, cite, citing);

            withdrawn.Status.ShouldBe(200, $"{race}: {withdrawn.Text}");
            cited.Status.ShouldBeOneOf([200, 201], $"{race}: the race must be lost without the guard, or the test above shows nothing. {cited.Text}");
        }
    }

    private static async Task<(TestAnswer Withdrawn, TestAnswer Cited)> Race(
        RunningService service, string[] given, string withdraw, string withdrawing, string cite, string citing)
    {
        var study = await TestStudy.Open(service);
        foreach (var command in given.Chunk(2))
            await study.Given(command[0], command[1]);
        await using var held = await HeldCommits.In(service, study.Slug);
        var first = study.Send(HttpMethod.Post, withdraw, withdrawing, wait: false);
        await held.UntilWaiting(1);
        var second = study.Send(HttpMethod.Post, cite, citing, wait: false);
        await held.UntilWaiting(2);
        await held.LetGo();
        return (await first, await second);
    }

    /// <summary>The same function, finding what it found before, without a lock.</summary>
    private static async Task TakeOutTheGuard(RunningService service)
    {
        await using var read = service.Superuser.CreateCommand("select pg_get_functiondef('evidence.lock_register'::regproc)");
        var guarded = (string)(await read.ExecuteScalarAsync())!;
        var unguarded = guarded.Replace(" for no key update", string.Empty, StringComparison.Ordinal).Replace(" for share", string.Empty, StringComparison.Ordinal);
        unguarded.ShouldNotBe(guarded);
        await using var write = service.Superuser.CreateCommand(unguarded);
        await write.ExecuteNonQueryAsync();
    }
}
