using System.Text.Json.Nodes;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Memos;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Audit;

public sealed class ProvenanceTests
{
    private static readonly Guid Memo = Histories.Id(1);

    [Fact]
    public async Task Given_a_history_when_it_is_told_in_prov_then_each_version_was_generated_by_an_activity_of_an_agent_from_the_one_before()
    {
        var graph = await Graph(new Histories()
            .And(Memo, new MemoWritten("M1", "One", "One.", AuditCategory.Process, [], null))
            .And(Memo, new MemoRevised("One", "Two.", AuditCategory.Process, null), "script 7", "a \"reason\"", "anna"));

        var activity = graph.Single(node => Id(node) == $"urn:uuid:{Histories.Id(1_000_002)}");
        activity["@type"]!.AsArray().Select(type => type!.GetValue<string>()).ShouldBe(["prov:Activity", "event:memo_revised"]);
        activity["prov:endedAtTime"]!["@value"]!.GetValue<string>().ShouldBe("2026-03-01T12:00:02.000000Z");
        Id(activity["prov:wasAssociatedWith"]).ShouldBe("urn:evidencebase:agent:script%207");
        Id(activity["prov:used"]).ShouldBe($"urn:uuid:{Memo}#version-1");
        activity["rdfs:comment"]!.GetValue<string>().ShouldBe("a \"reason\"");
        var second = graph.Single(node => Id(node) == $"urn:uuid:{Memo}#version-2");
        (Id(second["prov:wasGeneratedBy"]), Id(second["prov:wasRevisionOf"]), Id(second["prov:specializationOf"])).ShouldBe((Id(activity), $"urn:uuid:{Memo}#version-1", $"urn:uuid:{Memo}"));
        Id(graph.Single(node => node["prov:actedOnBehalfOf"] is not null)["prov:actedOnBehalfOf"]).ShouldBe("urn:evidencebase:agent:anna");
    }

    [Fact]
    public async Task Given_no_history_when_it_is_told_in_prov_then_it_is_an_empty_graph() => (await Graph(new())).ShouldBeEmpty();

    private static async Task<List<JsonNode>> Graph(Histories history)
    {
        var lines = await Provenance.Lines(history.Read, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        return [.. JsonNode.Parse(string.Join('\n', lines))!["@graph"]!.AsArray().Select(node => node!)];
    }

    private static string Id(JsonNode? node) => node!["@id"]!.GetValue<string>();
}
