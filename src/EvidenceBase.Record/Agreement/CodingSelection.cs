using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Documents;

namespace EvidenceBase.Record.Agreement;

/// <summary>Segments of one document that a layer has coded with one code in one revision.</summary>
/// <param name="Starts">In code points, 0-based; as long as the other two.</param>
/// <param name="Ends">Exclusive.</param>
/// <param name="Weights">Null where they are not compared; null elements for codings without one.</param>
public sealed record CodedSegments(
    Guid DocumentId, string Layer, Guid CodeId, int Revision, IReadOnlyList<int> Starts, IReadOnlyList<int> Ends, IReadOnlyList<int?>? Weights = null);

/// <summary>A document that is compared, as it stood at the moment.</summary>
public sealed record SelectedDocument(Guid Id, Document State);

/// <summary>Brings codings to where they can be compared: into the latest revision, under the codes that theirs have become.</summary>
public static class CodingSelection
{
    /// <param name="codes">Those to be compared; null for all that occur.</param>
    public static (AgreementData Data, LeftOut LeftOut) Of(
        IReadOnlyList<string> layers,
        IReadOnlyList<SelectedDocument> documents,
        Codebook codebook,
        IReadOnlyList<Guid>? codes,
        bool subcodes,
        IReadOnlyList<CodedSegments> coded)
    {
        var targets = Targets(codebook, codes, subcodes, coded);
        Guid[] compared = [.. (codes?.Select(codebook.Resolve) ?? targets.Values.OfType<Guid>()).Distinct()];
        var (codeAt, layerAt, documentAt) = (Places(compared), Places(layers), Places([.. documents.Select(document => document.Id)]));
        var spans = new List<CodedSpan>(coded.Sum(one => one.Starts.Count));
        var (deleted, awaiting) = (0, 0);
        foreach (var one in coded)
        {
            if (targets[one.CodeId] is not { } code)
            {
                awaiting += IsAwaited(one.CodeId, codebook, codeAt.Keys, codes is null) ? one.Starts.Count : 0;
                continue;
            }

            var document = documentAt[one.DocumentId];
            deleted += Place(spans, one, documents[document].State, new(document, layerAt[one.Layer], codeAt[code], 0, 0));
        }

        var touched = coded.ToLookup(one => one.DocumentId, one => one.Layer);
        var data = new AgreementData(
            layers,
            [.. documents.Select(one => new ComparedDocument(
                one.Id, one.State.Key, one.State.Latest().Number, one.State.Latest().Text.Length, touched[one.Id].ToHashSet()))],
            [.. compared.Select(id => new ComparedCode(id, codebook.Find(id)?.Key ?? id.ToString()))],
            spans);
        return (data, new(deleted, awaiting));
    }

    /// <summary>For each code of the codings the one it is compared as; null where it is not.</summary>
    private static Dictionary<Guid, Guid?> Targets(Codebook codebook, IReadOnlyList<Guid>? codes, bool subcodes, IReadOnlyList<CodedSegments> coded)
    {
        var named = codes?.Select(codebook.Resolve).ToHashSet();
        return coded.Select(one => one.CodeId).Distinct().ToDictionary(id => id, Target);

        Guid? Target(Guid id)
        {
            var resolved = codebook.Resolve(id);
            if (named is null)
                return codebook.OpenBetween(id).Count > 0 ? null : resolved;
            for (Guid? at = resolved; at is { } code; at = subcodes && codebook.Find(code) is { } found ? codebook.ParentOf(found) : null)
            {
                if (named.Contains(code))
                    return code;
            }

            return null;
        }
    }

    /// <summary>Whether it was split, and one of the codes that it could become is compared.</summary>
    private static bool IsAwaited(Guid code, Codebook codebook, IEnumerable<Guid> compared, bool all) =>
        codebook.OpenBetween(code) is { Count: > 0 } open && (all || open.Intersect(compared).Any());

    /// <returns>How many were left out, because nothing of them is left in the latest revision.</returns>
    private static int Place(List<CodedSpan> spans, CodedSegments coded, Document document, CodedSpan like)
    {
        var latest = document.Latest().Number;
        var deleted = 0;
        for (var index = 0; index < coded.Starts.Count; index++)
        {
            var (start, end) = (coded.Starts[index], coded.Ends[index]);
            if (coded.Revision != latest)
                (start, end, _) = document.Locate(start, end, coded.Revision, latest);
            if (start < end)
                spans.Add(like with { Start = start, End = end, Weight = coded.Weights?[index] });
            else
                deleted++;
        }

        return deleted;
    }

    private static Dictionary<T, int> Places<T>(IReadOnlyList<T> things)
        where T : notnull => things.Index().ToDictionary(one => one.Item, one => one.Index);
}
