using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Matrices;

namespace EvidenceBase.Agreement;

/// <summary>The segments of layers as they stood at a moment, out of what is kept in memory of a study.</summary>
internal sealed class CodedLayers(CodedMaterial material, long moment)
{
    /// <summary>Whether a document is coded in the layer.</summary>
    public bool Has(string layer) => material.Layers.IndexOf(layer) is var number and >= 0
        && material.Documents.Values.Any(document => document.Spans.Any(span => span.Layer == number && span.StandsAt(moment)));

    /// <summary>The segments of the layers, by document, layer, code and revision.</summary>
    /// <param name="documents">Null for all.</param>
    public IReadOnlyList<CodedSegments> Read(IReadOnlyList<string> layers, IEnumerable<Guid>? documents)
    {
        var wanted = layers.Select(layer => material.Layers.IndexOf(layer)).ToHashSet();
        var chosen = documents is null
            ? material.Documents.Values
            : documents.Distinct().Select(id => material.Documents.GetValueOrDefault(id)).OfType<CodedDocument>();
        return [.. chosen.SelectMany(document => Of(document, wanted))];
    }

    private IEnumerable<CodedSegments> Of(CodedDocument document, HashSet<int> wanted)
    {
        var found = new Dictionary<(int Layer, int Code, int Revision), (List<int> Starts, List<int> Ends)>();
        foreach (var span in document.Spans)
        {
            if (!span.StandsAt(moment) || !wanted.Contains(span.Layer))
                continue;
            if (!found.TryGetValue((span.Layer, span.Code, span.Revision), out var places))
                found[(span.Layer, span.Code, span.Revision)] = places = ([], []);
            places.Starts.Add(span.Start);
            places.Ends.Add(span.End);
        }

        return found.Select(one => new CodedSegments(
            document.Id, material.Layers[one.Key.Layer], material.Codes[one.Key.Code], one.Key.Revision, one.Value.Starts, one.Value.Ends));
    }
}
