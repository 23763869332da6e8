using System.Collections.Immutable;

namespace EvidenceBase.Record.Rounds;

/// <summary>A blind round of coding, and what was decided where its coders differed.</summary>
public sealed record Round(
    string Key,
    string Title,
    ImmutableList<RoundCoder> Coders,
    ImmutableList<Guid> DocumentIds,
    ImmutableList<Guid> CodeIds,
    string? Instructions,
    bool IsOpen,
    string? ClosedReason,
    ImmutableList<ConflictAdjudicated> Adjudications)
{
    public static Round? Evolve(Round? round, object @event) => (round, @event) switch
    {
        (null, RoundOpened opened) => new(
            opened.Key, opened.Title, [.. opened.Coders], [.. opened.DocumentIds], [.. opened.CodeIds], opened.Instructions, true, null, []),
        ({ }, RoundClosed closed) => round with { IsOpen = false, ClosedReason = closed.Reason },
        ({ }, ConflictAdjudicated adjudicated) => round with { Adjudications = round.Adjudications.Add(adjudicated) },
        _ => round,
    };

    public bool IsCoder(string principal) => Coders.Exists(coder => coder.Principal == principal);

    /// <summary>Whether somebody has decided about this code on exactly this stretch.</summary>
    public bool IsAdjudicated(Guid documentId, Guid codeId, int start, int end) =>
        Adjudications.Exists(one => one.DocumentId == documentId && one.CodeId == codeId && one.Start == start && one.End == end);
}
