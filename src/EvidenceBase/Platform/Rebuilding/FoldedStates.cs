using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>The states of a fold, and those of parts from the rows that were made with it.</summary>
internal sealed class FoldedStates(IReadOnlyDictionary<Guid, Stated?> states, NpgsqlConnection shadow, IReadOnlyList<RowFold> rows) : StateSource
{
    public override async Task<IReadOnlyList<Stated>> Load(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = ids.Select(id => states.GetValueOrDefault(id)).OfType<Stated>().ToList();
        var rest = ids.Except(found.Select(stated => stated.Id)).ToArray();
        foreach (var row in rows)
        {
            if (rest.Length > 0)
                found.AddRange(await row.States(shadow, rest, cancellation));
        }

        return found;
    }

    public override Task<IReadOnlyList<Stated>> LoadKind(string kind, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Stated>>([.. states.Values.OfType<Stated>().Where(stated => stated.Kind == kind && stated.State is not NoState).OrderBy(stated => stated.Id)]);
}
