using System.Text.Json.Nodes;
using EvidenceBase.Record;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Studies;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Audit;

/// <summary>The table of contents of a bundle as an RO-Crate, and the schema in it.</summary>
public sealed class ResearchCrateTests
{
    private static readonly string[] Described = ["name", "description", "encodingFormat", "contentSize", "sha256"];

    [Fact]
    public async Task Given_files_when_they_are_listed_then_the_root_has_each_as_a_part_that_is_described_with_size_and_hash()
    {
        var study = await new Histories().And(Histories.Id(1), new StudyOpened("harbour", "谁搬走了港口？")).Fold();

        var lines = ResearchCrate.Lines(new("log.example/harbour", 1, "root="), study, [new("checkpoint", 200, "ab"), new("views/claim.json", 3, "cd")]);

        var graph = JsonNode.Parse(string.Join('\n', lines))!["@graph"]!.AsArray().ToDictionary(node => node!["@id"]!.GetValue<string>(), node => node!);
        graph["ro-crate-metadata.json"]["about"]!["@id"]!.GetValue<string>().ShouldBe("./");
        graph["ro-crate-metadata.json"]["conformsTo"]!["@id"]!.GetValue<string>().ShouldBe("https://w3id.org/ro/crate/1.2");
        var root = graph["./"];
        root["@type"]!.GetValue<string>().ShouldBe("Dataset");
        root["name"]!.GetValue<string>().ShouldBe("Audit bundle: 谁搬走了港口？");
        root["datePublished"]!.GetValue<string>().ShouldBe("2026-03-01T12:00:01.000000Z");
        graph.ShouldContainKey(root["license"]!["@id"]!.GetValue<string>());
        var parts = root["hasPart"]!.AsArray().Select(part => part!["@id"]!.GetValue<string>()).ToList();
        parts.ShouldBe(["checkpoint", "views/claim.json"]);
        foreach (var part in parts)
            Described.ShouldAllBe(member => graph[part][member]!.GetValue<string>().Length > 0);
    }

    [Fact]
    public async Task Given_a_file_that_has_no_place_in_a_bundle_when_it_is_to_be_listed_then_it_is_not()
    {
        var study = await new Histories().Fold();

        Should.Throw<ArgumentException>(() => ResearchCrate.Lines(new("log.example", 0, "root="), study, [new("notes.txt", 1, "ab")]).ToList());
    }

    [Fact]
    public void Given_the_schema_when_it_is_read_then_every_type_of_event_has_its_shape_under_its_stored_name()
    {
        var schema = JsonNode.Parse(string.Join('\n', EventSchemas.Lines()))!;

        schema["version"]!.GetValue<int>().ShouldBe(RecordStreams.Version);
        schema["$defs"]!.AsObject().Select(one => one.Key).ShouldBe(RecordStreams.All.SelectMany(stream => stream.Events.Keys));
        schema["$defs"]!["claim_asserted"]!["properties"]!.AsObject().Select(one => one.Key).ShouldBe(["key", "kind", "text", "judgement", "locator", "cases"]);
        schema["$defs"]!["claim_asserted"]!["x-audit-category"]!.GetValue<string>().ShouldBe("dataReconstructionAndSynthesis");
    }
}
