using EvidenceBase.Record.Attestations;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Attestations;

public sealed class AttestationTests
{
    private const string Root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static readonly Guid Id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");

    private static readonly AttestationMade Made = new(
        "audit-1", 8, "submitted", Root, new(Kinds.Claim, Id, "C1"), AttestationVerdict.ConfirmedWithReservations, "All links lead to their places.", "service:auditor");

    [Fact]
    public void Stored_events_stay_readable() => AttestationStream.Definition.ShouldStayAsStored(
        (
            "attestation_made",
            Made,
            $$"""{"key":"audit-1","position":8,"release":"submitted","root":"{{Root}}","subject":{"kind":"claim","id":"{{Id}}","key":"C1"},"verdict":"confirmedWithReservations","statement":"All links lead to their places.","by":"service:auditor"}"""
        ),
        ("attestation_withdrawn", new AttestationWithdrawn("It was another claim."), """{"reason":"It was another claim."}"""));

    [Theory]
    [InlineData(AttestationVerdict.Confirmed, "\"confirmed\"")]
    [InlineData(AttestationVerdict.NotConfirmed, "\"notConfirmed\"")]
    public void Verdicts_keep_their_words(AttestationVerdict verdict, string json) =>
        System.Text.Json.JsonSerializer.Serialize(verdict, RecordJson.Options).ShouldBe(json);

    [Fact]
    public void Given_what_the_log_has_signed_when_it_is_attested_to_then_it_is_recorded() =>
        AttestationDecisions.Make(Made, new(10, Root), wasThere: true).Events.ShouldBe([Made]);

    [Theory]
    [InlineData(7, null, true, "not-yet-proven", "position")]
    [InlineData(10, "AAAAQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", true, "other-root", "root")]
    [InlineData(10, Root, false, "not-there", "subject")]
    public void Given_something_else_than_the_log_has_signed_when_it_is_attested_to_then_it_is_refused(long size, string? root, bool wasThere, string type, string field)
    {
        var problem = AttestationDecisions.Make(Made, new(size, root), wasThere).Problem.ShouldNotBeNull();

        (problem.Type, problem.Field).ShouldBe((type, field));
    }

    [Fact]
    public void Given_an_attestation_when_its_author_withdraws_it_then_what_it_said_stays_and_nobody_else_could()
    {
        var attestation = AttestationStream.Definition.Folded<Attestation>(Made);

        AttestationDecisions.Withdraw(attestation, "local:owner", "I disagree.").Problem!.Type.ShouldBe("not-yours");
        var withdrawn = AttestationStream.Definition.Folded<Attestation>([Made, .. AttestationDecisions.Withdraw(attestation, "service:auditor", "It was another claim.").Events]);

        withdrawn.ShouldBe(attestation with { Withdrawn = "It was another claim." });
        AttestationDecisions.Withdraw(withdrawn, "service:auditor", "Again.").Problem!.Type.ShouldBe("withdrawn");
    }
}
