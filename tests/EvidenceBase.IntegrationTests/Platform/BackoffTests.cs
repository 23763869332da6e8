using EvidenceBase.Platform;

namespace EvidenceBase.IntegrationTests.Platform;

public sealed class BackoffTests
{
    [Fact]
    public void Given_failures_when_each_is_waited_for_then_the_pause_doubles_up_to_the_longest_and_begins_anew_once_it_has_not_failed()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

        Enumerable.Range(0, 5).Select(_ => backoff.Next().TotalSeconds).ShouldBe([1, 2, 4, 5, 5]);
        backoff.Reset();
        backoff.Next().TotalSeconds.ShouldBe(1);
    }
}
