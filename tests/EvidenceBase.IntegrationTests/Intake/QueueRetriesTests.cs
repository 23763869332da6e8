using EvidenceBase.Intake;
using EvidenceBase.Platform.Store;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Intake;

public sealed class QueueRetriesTests
{
    [Theory]
    [InlineData("57P01", true, true)]
    [InlineData("57P03", true, true)]
    [InlineData("53300", true, true)]
    [InlineData("53100", true, true)]
    [InlineData("40P01", false, true)]
    [InlineData("40001", false, true)]
    [InlineData("55P03", false, true)]
    [InlineData("23505", false, false)]
    [InlineData("P0001", false, false)]
    [InlineData("42P01", false, false)]
    public void Given_a_failure_of_the_database_when_it_is_looked_at_then_it_is_waited_for_tried_again_or_neither(string sqlState, bool isAway, bool mayPass)
    {
        var failure = new InvalidOperationException("a command failed", new PostgresException("failed", "ERROR", "ERROR", sqlState));

        DatabaseAbsence.IsCauseOf(failure).ShouldBe(isAway);
        QueueRetries.MayPass(failure).ShouldBe(mayPass);
    }

    [Fact]
    public void Given_a_broken_connection_when_it_is_looked_at_then_the_database_is_away()
    {
        var failure = new NpgsqlException("reset", new IOException("connection reset"));

        DatabaseAbsence.IsCauseOf(failure).ShouldBeTrue();
    }

    [Fact]
    public void Given_a_race_that_was_lost_or_a_fault_of_our_own_when_it_is_looked_at_then_only_the_race_is_tried_again()
    {
        QueueRetries.MayPass(new RaceLostException("others")).ShouldBeTrue();
        DatabaseAbsence.IsCauseOf(new RaceLostException("others")).ShouldBeFalse();
        QueueRetries.MayPass(new InvalidDataException("unknown event")).ShouldBeFalse();
    }
}
