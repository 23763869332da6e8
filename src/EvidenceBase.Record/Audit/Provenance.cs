using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Audit;

/// <summary>
/// A history in the words of W3C PROV-O, as JSON-LD: every event is an activity, whoever recorded it an agent, and each version of a thing an
/// entity that an activity generated from the one before.
/// </summary>
public static class Provenance
{
    private const string Context =
        """
        {"prov":"http://www.w3.org/ns/prov#","xsd":"http://www.w3.org/2001/XMLSchema#","rdfs":"http://www.w3.org/2000/01/rdf-schema#","event":"urn:evidencebase:event:"}
        """;

    /// <summary>The lines of the document.</summary>
    public static async IAsyncEnumerable<string> Lines(ReadHistory history, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return "{";
        yield return $"\"@context\": {Context},";
        yield return "\"@graph\": [";
        var known = new HashSet<string>(StringComparer.Ordinal);
        string? held = null;
        await foreach (var one in history(cancellation))
        {
            foreach (var node in Nodes(one, known))
            {
                if (held is not null)
                    yield return $"{held},";
                held = node.ToJsonString(RecordJson.Options);
            }
        }

        if (held is not null)
            yield return held;
        yield return "]";
        yield return "}";
    }

    private static IEnumerable<JsonObject> Nodes(HistoryEvent one, HashSet<string> known)
    {
        var agent = Agent(one.Actor ?? "unknown");
        if (known.Add(agent))
            yield return Node(agent, "prov:Agent", ("rdfs:label", one.Actor ?? "unknown"));
        if (one.OnBehalfOf is { } other && known.Add($"{agent} for {other}"))
            yield return Node(agent, "prov:Agent", ("prov:actedOnBehalfOf", Reference(Agent(other))));
        if (one.Version == 1)
            yield return Node(Thing(one.StreamId), "prov:Entity", ("rdfs:label", EventTypes.Find(one.Type)!.Value.Stream.Kind));
        var activity = $"urn:uuid:{one.Id}";
        var before = one.Version > 1 ? Reference(Version(one.StreamId, one.Version - 1)) : null;
        yield return Node(
            activity,
            ["prov:Activity", $"event:{one.Type}"],
            ("rdfs:label", string.Create(CultureInfo.InvariantCulture, $"position {one.Position}")),
            ("prov:endedAtTime", new JsonObject { ["@type"] = "xsd:dateTime", ["@value"] = one.RecordedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) }),
            ("prov:wasAssociatedWith", Reference(agent)),
            ("prov:used", before),
            ("rdfs:comment", one.Reason));
        yield return Node(
            Version(one.StreamId, one.Version),
            "prov:Entity",
            ("prov:specializationOf", Reference(Thing(one.StreamId))),
            ("prov:wasGeneratedBy", Reference(activity)),
            ("prov:wasAttributedTo", Reference(agent)),
            ("prov:wasRevisionOf", before?.DeepClone()));
    }

    private static JsonObject Node(string id, JsonNode type, params (string Name, JsonNode? Value)[] members)
    {
        var node = new JsonObject { ["@id"] = id, ["@type"] = type };
        foreach (var (name, value) in members.Where(member => member.Value is not null))
            node[name] = value;
        return node;
    }

    private static JsonObject Node(string id, string[] types, params (string Name, JsonNode? Value)[] members) =>
        Node(id, new JsonArray([.. types.Select(type => (JsonNode)type)]), members);

    private static JsonObject Reference(string id) => new() { ["@id"] = id };

    private static string Agent(string name) => $"urn:evidencebase:agent:{Uri.EscapeDataString(name)}";

    private static string Thing(Guid stream) => $"urn:uuid:{stream}";

    private static string Version(Guid stream, long version) => string.Create(CultureInfo.InvariantCulture, $"urn:uuid:{stream}#version-{version}");
}
