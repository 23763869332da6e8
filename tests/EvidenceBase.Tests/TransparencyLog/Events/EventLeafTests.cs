using System.Text;
using EvidenceBase.TransparencyLog;
using EvidenceBase.TransparencyLog.Events;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog.Events;

public sealed class EventLeafTests
{
    private static readonly EventLeaf Example = new(
        17,
        Guid.Parse("01934f00-0000-7000-8000-000000000001"),
        Guid.Parse("01934f00-0000-7000-8000-000000000002"),
        3,
        new('a', 64),
        null,
        "claim_reworded",
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(7),
        "chen-2014",
        "EvidenceBase.Record.Claims.ClaimReworded, EvidenceBase.Record",
        null,
        "key-1",
        """{"software": "0.1.0", "reason": "“Suzhou” was meant"}""",
        "local:anna",
        false);

    /// <summary>Leaves are for ever: this form never changes, another is another version.</summary>
    [Fact]
    public void Given_an_event_when_its_leaf_is_made_then_it_is_as_it_has_always_been() =>
        Encoding.UTF8.GetString(Example.ToEntry()).ShouldBe(
            "{\"binaryData\":null,\"causationId\":\"key-1\",\"correlationId\":null,"
            + "\"dotnetType\":\"EvidenceBase.Record.Claims.ClaimReworded, EvidenceBase.Record\",\"format\":\"evidencebase-event/v1\","
            + "\"headers\":{\"reason\":\"“Suzhou” was meant\",\"software\":\"0.1.0\"},\"id\":\"01934f00-0000-7000-8000-000000000001\",\"isArchived\":false,"
            + "\"payloadCommitment\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"sequence\":17,"
            + "\"streamId\":\"01934f00-0000-7000-8000-000000000002\",\"study\":\"chen-2014\",\"timestamp\":\"2026-03-01T12:00:00.000007Z\","
            + "\"type\":\"claim_reworded\",\"userName\":\"local:anna\",\"version\":3}");

    [Fact]
    public void Given_a_leaf_when_made_canonical_then_it_already_was()
    {
        var entry = Example.ToEntry();

        CanonicalJson.Of(entry).ShouldBe(entry);
        EventLeaf.Parse(entry).ToEntry().ShouldBe(entry);
    }

    [Fact]
    public void Given_an_event_when_any_column_is_changed_then_the_leaf_is_another()
    {
        IReadOnlyList<EventLeaf> changed =
        [
            Example with { Sequence = 18 },
            Example with { Id = Guid.Empty },
            Example with { StreamId = null },
            Example with { Version = 4 },
            Example with { PayloadCommitment = new('b', 64) },
            Example with { BinaryData = "00" },
            Example with { Type = "claim_asserted" },
            Example with { Timestamp = Example.Timestamp.AddMicroseconds(1) },
            Example with { Study = null },
            Example with { DotnetType = null },
            Example with { CorrelationId = "" },
            Example with { CausationId = null },
            Example with { Headers = null },
            Example with { Headers = """{"software": "0.1.0"}""" },
            Example with { UserName = "local:anna " },
            Example with { IsArchived = null },
            Example with { IsArchived = true },
        ];

        changed.Select(leaf => Encoding.UTF8.GetString(leaf.ToEntry())).Append(Encoding.UTF8.GetString(Example.ToEntry())).ShouldBeUnique();
        changed.ShouldAllBe(leaf => EventLeaf.Parse(leaf.ToEntry()).ToEntry().SequenceEqual(leaf.ToEntry()));
        typeof(EventLeaf).GetProperties().Count(property => property.CanWrite).ShouldBe(15, "a column that is not tried above");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"a":1.5}""")]
    [InlineData("{")]
    public void Given_headers_that_are_no_object_of_exact_values_when_the_leaf_is_made_then_they_are_refused(string headers) =>
        Should.Throw<FormatException>(() => (Example with { Headers = headers }).ToEntry());

    [Fact]
    public void Given_an_entry_in_another_form_when_read_then_it_is_refused()
    {
        var entry = Encoding.UTF8.GetString(Example.ToEntry());
        IReadOnlyList<string> others =
        [
            "", "null", "[]", "{}", $" {entry}", entry.Replace("/v1", "/v2", StringComparison.Ordinal), entry.Replace(",\"version\":3", null, StringComparison.Ordinal),
            entry.Replace("}", ",\"zebra\":1}", StringComparison.Ordinal), entry.Replace(":17", ":\"17\"", StringComparison.Ordinal),
            entry.Replace(".000007Z", "Z", StringComparison.Ordinal), entry.Replace(":", ": ", StringComparison.Ordinal),
        ];

        foreach (var other in others)
            Should.Throw<FormatException>(() => EventLeaf.Parse(Encoding.UTF8.GetBytes(other)), other);
    }
}
