using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>A shadow under way. Disposing gives the reading connections back; the tables end with the transaction.</summary>
internal sealed class BegunShadow(Shadow shadow, IReadOnlyList<ShadowTable> tables, EventReading events) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> open = [];

    public IReadOnlyList<ShadowTable> Tables => tables;

    public StudyBuild Build { get; set; } = null!;

    /// <summary>Begins to read what a table shows.</summary>
    /// <param name="shown">Reads it; is disposed of with this.</param>
    public async Task<RowMatch> Match(RowTable table, string study, NpgsqlConnection made, NpgsqlConnection shown, string snapshot, CancellationToken cancellation)
    {
        open.Add(shown);
        await EventReading.Share(shown, snapshot, cancellation);
        var match = new RowMatch(table, made, CopiedRows.Read(shown, $"select {table.List} from evidence.{table.Name} where study = {CopiedRows.Literal(study)}", cancellation));
        open.Add(match);
        return match;
    }

    /// <summary>Takes what was recorded since the shadow was begun, up to a sequence number at which the projection stands still.</summary>
    /// <returns>Which rows were made anew.</returns>
    public async Task<IReadOnlyList<Revised>> GoOn(long upTo, CancellationToken cancellation)
    {
        await events.GoOn(cancellation);
        await Build.TakeUpTo(upTo, cancellation);
        return (await Build.Finish(cancellation)).Revised;
    }

    public Task ActAsService(CancellationToken cancellation) => shadow.ActAsService(cancellation);

    public Task ActAsReplay(CancellationToken cancellation) => shadow.ActAsReplay(cancellation);

    public Task Drop(CancellationToken cancellation) => shadow.Drop(tables, cancellation);

    public async ValueTask DisposeAsync()
    {
        // What reads goes before the connection that it reads from.
        foreach (var one in Enumerable.Reverse(open))
            await one.DisposeAsync();
        await events.DisposeAsync();
    }
}
