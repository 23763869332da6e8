using EvidenceBase.TransparencyLog.Events;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog.Events;

public sealed class PayloadCommitmentTests
{
    private const string Payload = """{"key": "C1", "text": "Jobs were lost."}""";
    private static readonly Guid Event = Guid.Parse("01934f00-0000-7000-8000-000000000001");
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    /// <summary>Checked with Python's hmac and hashlib. For ever: another form is another version of the leaf.</summary>
    [Fact]
    public void Given_secret_event_and_payload_when_committed_to_then_it_is_as_it_has_always_been()
    {
        var salt = PayloadCommitment.Salt(Secret, Event);

        Convert.ToHexStringLower(salt).ShouldBe("2e753fbd7e77421afb3621975f909264bb995d73e3b9cefe5ef52e7e616c6fd7");
        PayloadCommitment.Of(salt, Payload).ShouldBe("3ea606a37c5888cbcabac209655ec39eb2d43c646d8a5b67cc1c859c527f24be");
    }

    [Fact]
    public void Given_the_same_payload_in_another_form_when_committed_to_then_the_commitment_is_the_same() =>
        PayloadCommitment.Of(PayloadCommitment.Salt(Secret, Event), """{"text":"\u004aobs were lost.","key":"C1"}""")
            .ShouldBe(PayloadCommitment.Of(PayloadCommitment.Salt(Secret, Event), Payload));

    [Fact]
    public void Given_another_payload_event_or_secret_when_committed_to_then_the_commitment_is_another()
    {
        var salt = PayloadCommitment.Salt(Secret, Event);
        IReadOnlyList<string> commitments =
        [
            PayloadCommitment.Of(salt, Payload),
            PayloadCommitment.Of(salt, Payload.Replace("lost", "cost", StringComparison.Ordinal)),
            PayloadCommitment.Of(PayloadCommitment.Salt(Secret, Guid.Empty), Payload),
            PayloadCommitment.Of(PayloadCommitment.Salt([.. Secret.Reverse()], Event), Payload),
        ];

        commitments.ShouldBeUnique();
    }
}
