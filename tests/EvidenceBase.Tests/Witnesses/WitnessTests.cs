using EvidenceBase.Record.Witnesses;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Witnesses;

public sealed class WitnessTests
{
    private const string VerifierKey = "witness.example/library+b87f6729+BOaNjJdXezYrxeUIOKwqBZNNVBRKPnuBySEu9bq8TNUe";

    [Fact]
    public void Stored_events_stay_readable() => WitnessStream.Definition.ShouldStayAsStored(
        ("witness_registered", new WitnessRegistered("library", VerifierKey), $$"""{"key":"library","verifierKey":"{{VerifierKey}}"}"""),
        ("witness_removed", new WitnessRemoved("It has lost its key."), """{"reason":"It has lost its key."}"""));

    [Fact]
    public void Given_a_witness_when_it_is_removed_then_it_is_removed_once()
    {
        var witness = WitnessStream.Definition.Folded<Witness>(new WitnessRegistered("library", VerifierKey));

        var removed = WitnessStream.Definition.Folded<Witness>([new WitnessRegistered("library", VerifierKey), .. witness.Remove("It has lost its key.").Events]);

        removed.ShouldBe(witness with { Removed = "It has lost its key." });
        removed.Remove("Again.").Problem!.Type.ShouldBe("withdrawn");
    }
}
