using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// Builds everything that is shown of one study into its shadow: the events are read once in order, folded in memory, and every view is
/// rendered once at the end – by the functions that the projection uses. Memory holds the study's states, never its history.
/// </summary>
/// <param name="events">Reads the event tables.</param>
/// <param name="shadow">Writes the shadow, in a transaction.</param>
/// <param name="register">Makes the rows of the register too; null where they are not compared.</param>
/// <param name="report">Is told how many events have been taken.</param>
internal sealed class StudyBuild(EventCatalog catalog, string study, NpgsqlConnection events, NpgsqlConnection shadow, IReadOnlyList<RowFold> rows, RegisterFold? register, Func<long, Task> report)
{
    private const int TargetsPerPortion = 512;
    private readonly StudyFold fold = new(catalog, study);

    public Position Position => fold.Position;

    /// <summary>Takes the events up to a sequence number that have not been taken yet.</summary>
    /// <exception cref="InvalidDataException">An event cannot be read.</exception>
    /// <exception cref="InvalidOperationException">An event does not follow those before it.</exception>
    public async Task TakeUpTo(long sequence, CancellationToken cancellation)
    {
        var taken = new List<PositionedEvent>();
        await foreach (var portion in RecordedEvents.Read(events, catalog, study, fold.Position.Sequence, sequence, null, cancellation))
        {
            taken.Clear();
            foreach (var one in portion)
            {
                taken.Add(fold.Take(one));
                register?.Take(one);
                foreach (var row in rows)
                    row.Take(taken[^1]);
            }

            await Positions(taken, cancellation);
            foreach (var row in rows)
                await row.Write(shadow, isLast: false, cancellation);
            if (register is not null)
                await register.Write(shadow, cancellation);
            await report(fold.Position.Number);
        }
    }

    /// <summary>
    /// Makes the register, which is written with the events: it is ahead of what is shown by those that have no position yet.
    /// </summary>
    public async Task FinishRegister(CancellationToken cancellation)
    {
        if (register is null)
            return;
        await foreach (var portion in RecordedEvents.Read(events, catalog, study, fold.Position.Sequence, long.MaxValue, null, cancellation))
        {
            foreach (var one in portion)
                register.Take(one);
            await register.Write(shadow, cancellation);
        }

        await register.Finish(events, shadow, cancellation);
    }

    /// <summary>Writes the states and renders every view.</summary>
    /// <returns>How many views there are.</returns>
    public async Task<long> Finish(CancellationToken cancellation)
    {
        foreach (var row in rows)
            await row.Write(shadow, isLast: true, cancellation);
        var states = fold.States.Values.OfType<Stated>().ToList();
        await StateRows.Copy(shadow, Shadow.Schema, study, states, fold.Began, cancellation);
        var renderer = new Renderer(catalog, new FoldedStates(fold.States, shadow, rows), fold.States);
        long views = 0;
        foreach (var targets in states.SelectMany(stated => ViewTarget.Of(catalog, stated)).Chunk(TargetsPerPortion))
        {
            var rendered = await renderer.Render(targets, cancellation);
            await ViewRows.Copy(shadow, Shadow.Schema, study, rendered, cancellation);
            views += rendered.Sum(one => one.Views.Count);
        }

        return views;
    }

    private async Task Positions(List<PositionedEvent> taken, CancellationToken cancellation)
    {
        await using var copy = await shadow.BeginBinaryImportAsync(
            $"copy {Shadow.Schema}.study_position (study, position, sequence, recorded_at, about) from stdin (format binary)", cancellation);
        foreach (var one in taken)
        {
            copy.StartRow();
            copy.Write(study, NpgsqlDbType.Varchar);
            copy.Write(one.Position.Number, NpgsqlDbType.Bigint);
            copy.Write(one.Position.Sequence, NpgsqlDbType.Bigint);
            copy.Write(one.Position.RecordedAt.ToUniversalTime(), NpgsqlDbType.TimestampTz);
            copy.Write(EventSubjects.Of(one.StreamId, one.Data), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        }

        await copy.CompleteAsync(cancellation);
    }
}
