using System.Text.Json;
using EvidenceBase.Codings;
using EvidenceBase.Intake;
using EvidenceBase.Record.Kernel;
using Wolverine.Util;

namespace EvidenceBase.IntegrationTests.Intake;

/// <summary>Messages lie in the inbox and among the dead letters while the software is replaced: what they are stored as is fixed.</summary>
public sealed class CodedEvidenceTests
{
    private const string Frozen =
        """
        {"id":"0198c0de-0000-7000-8000-000000000001","study":"harbour","actor":"service:importer","receipt":"0198c0de-0000-7000-8000-000000000002","line":3,"coding":{"layer":"import","interview":"H 001","codes":["loss-of-work"],"key":"st-2","locator":{"note":4},"judgement":"reading","confidence":80},"words":{"handle":"0198c0de-0000-7000-8000-000000000003","length":29,"commitment":"c0ffee"},"reason":"Second pass","token":"nightly import","correlationId":"import 7"}
        """;

    [Fact]
    public void Given_a_message_as_it_was_stored_when_it_is_read_and_written_again_then_it_is_the_same()
    {
        var message = JsonSerializer.Deserialize<CodedEvidence>(Frozen, RecordJson.Options)!;

        JsonSerializer.Serialize(message, RecordJson.Options).ShouldBe(Frozen.Trim());
        message.Coding.ShouldBeOfType<ApplyCode>().Statement.ShouldBeNull();
        message.Words!.Length.ShouldBe(29);
        typeof(CodedEvidence).ToMessageTypeName().ShouldBe("coded-evidence");
    }
}
