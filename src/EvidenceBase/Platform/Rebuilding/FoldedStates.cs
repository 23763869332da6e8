using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>What a renderer that has the states of a fold still asks for: whole kinds, and the states of parts from the rows that are made with the fold.</summary>
internal sealed class FoldedStates(IReadOnlyDictionary<Guid, Stated?> states, NpgsqlConnection events, IReadOnlyList<RowFold> rows) : StateSource
{
    protected override async Task<IReadOnlyList<Stated>> Find(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = new List<Stated>();
        foreach (var row in rows)
            found.AddRange(await row.States(events, ids, cancellation));
        return found;
    }

    protected override Task<IReadOnlyList<Stated>> FindKind(string kind, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Stated>>([.. states.Values.OfType<Stated>().Where(stated => stated.Kind == kind)]);
}
