using EvidenceBase.Platform.Seeing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>Each has a service of its own: what is tested here holds up or stops everything that is shown.</summary>
public sealed class PositionTests(SharedService service)
{
    /// <summary>Longer than the event store waits before it goes past a gap that nobody holds any more.</summary>
    private static readonly TimeSpan LongerThanAGap = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Given_an_append_that_is_still_open_when_later_ones_commit_then_it_is_waited_for_and_none_is_skipped()
    {
        await using var running = await RunningService.Start(await service.Server.NewDatabase(), log: LogLevel.None);
        var study = await TestStudy.Open(running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");

        // As the service appends: under its own role, whose transactions it sees, and the number drawn in the transaction that uses it.
        // A number that no living transaction can have drawn is rightly skipped.
        await using var slow = await running.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await RawEvents.AppendClaim(slow, study.Slug, "slow", await RawEvents.NextSequence(slow));
        (await study.Send(HttpMethod.Post, "claims", """{"key":"C2","kind":"causal","text":"Two."}""", wait: false)).Status.ShouldBe(201);
        await Task.Delay(LongerThanAGap);
        var whileOpen = await Keys(study);
        await transaction.CommitAsync();
        var shown = await running.Services.GetRequiredService<ProjectionProgress>().WaitForAll(Patience.Longest, default);

        whileOpen.ShouldBe(["C1"]);
        shown.ShouldBeTrue();
        (await Keys(study)).ShouldBe(["C1", "C2", "slow"]);
        await PositionsFollowTheSequence(running, study, 5);
    }

    [Fact]
    public async Task Given_a_number_that_was_drawn_and_never_used_when_others_follow_then_positions_are_dense_all_the_same()
    {
        await using var running = await RunningService.Start(await service.Server.NewDatabase(), log: LogLevel.None);
        var study = await TestStudy.Open(running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        var gap = await RawEvents.NextSequence(running.Superuser);
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");
        await PositionsFollowTheSequence(running, study, 4);

        // The number turns up after all, below what has been shown: nothing is reordered, and the alarm says so.
        await using var late = await running.Superuser.OpenConnectionAsync();
        await RawEvents.AppendClaim(late, study.Slug, "late", gap);
        await study.Send(HttpMethod.Post, "claims", """{"key":"C3","kind":"causal","text":"Three."}""", wait: false);
        var health = await ProjectionStopTests.UntilUnready(running);

        health.ShouldContain($"Event {gap} of study");
        health.ShouldContain("never reordered");
        await PositionsFollowTheSequence(running, study, 4);
        (await Keys(study)).ShouldBe(["C1", "C2"]);
    }

    private static async Task<string[]> Keys(TestStudy study) =>
        [.. (await study.Get("claims")).Json["items"]!.AsArray().Select(item => item!["key"]!.GetValue<string>()).Order(StringComparer.Ordinal)];

    private static async Task PositionsFollowTheSequence(RunningService running, TestStudy study, int count)
    {
        await using var command = running.Superuser.CreateCommand(
            "select array_agg(position order by position), array_agg(position order by sequence) from evidence.study_position where study = $1");
        command.Parameters.Add(new() { Value = study.Slug });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        reader.GetFieldValue<long[]>(0).ShouldBe(Enumerable.Range(1, count).Select(number => (long)number));
        reader.GetFieldValue<long[]>(1).ShouldBe(reader.GetFieldValue<long[]>(0));
    }
}
