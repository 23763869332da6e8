using System.Collections.Immutable;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Rounds;

/// <summary>What was decided about a stretch.</summary>
public sealed record AdjudicationView(
    ThingReference Document, int Revision, int Start, int End, CodeReference? Code, bool Applies, Guid? CodingId, string Reason);

/// <summary>A round: who codes what with which codes, whether it is open, and what was decided afterwards. Nothing of the codings themselves.</summary>
public sealed record RoundView(
    Guid Id,
    string Key,
    long Version,
    string Title,
    string? Instructions,
    bool Open,
    string? ClosedReason,
    ImmutableList<RoundCoder> Coders,
    IReadOnlyList<ThingReference> Documents,
    IReadOnlyList<CodeReference> Codes,
    IReadOnlyList<AdjudicationView> Adjudications)
{
    public static IEnumerable<View> Render(Guid id, Round round, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        var codebook = lookup.All(Kinds.Codebook) is [{ State: Codebook book }, ..] ? book : null;
        var body = new RoundView(
            id,
            round.Key,
            version,
            round.Title,
            round.Instructions,
            round.IsOpen,
            round.ClosedReason,
            round.Coders,
            [.. round.DocumentIds.Select(Document)],
            [.. round.CodeIds.Select(Code).OfType<CodeReference>()],
            [.. round.Adjudications.Select(one => new AdjudicationView(
                Document(one.DocumentId), one.Revision, one.Start, one.End, Code(one.CodeId), one.Applies, one.CodingId, one.Reason))]);
        yield return new(Kinds.Round, id, round.Key, version, round.Key, body);

        ThingReference Document(Guid documentId) => new(Kinds.Document, documentId, lookup.Find(documentId)?.Key);

        CodeReference? Code(Guid codeId) => codebook is null ? null : CodeReference.Of(codebook, codeId);
    }
}
