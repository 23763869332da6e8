using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// Builds everything that is shown of one study into its shadow: the events are read once in order, folded in memory, and every view is
/// rendered once at the end – by the functions that the projection uses. Memory holds the study's states, never its history.
/// </summary>
/// <param name="events">Reads the event tables.</param>
/// <param name="shadow">Is filled, in a transaction.</param>
/// <param name="positions">Takes the positions of the events.</param>
/// <param name="register">Makes the rows of the register too; null where they are not compared.</param>
/// <param name="report">Is told how many events have been taken.</param>
internal sealed class StudyBuild(
    EventCatalog catalog, string study, NpgsqlConnection events, Shadow shadow, RowMatch positions, IReadOnlyList<RowFold> rows, RegisterFold? register, Func<long, Task> report)
{
    private const int TargetsPerPortion = 512;
    private readonly StudyFold fold = new(catalog, study);
    private readonly HashSet<Guid> subjects = [];
    private Position settled = Position.None;

    /// <summary>A row for every event.</summary>
    public static RowTable PositionTable { get; } = new("study_position", ["study", "position", "sequence", "recorded_at", "about"], Id: null, Number: 1);

    public Position Position => fold.Position;

    /// <summary>Takes the events up to a sequence number that have not been taken yet.</summary>
    /// <exception cref="InvalidDataException">An event cannot be read.</exception>
    /// <exception cref="InvalidOperationException">An event does not follow those before it.</exception>
    public async Task TakeUpTo(long sequence, CancellationToken cancellation)
    {
        await foreach (var portion in RecordedEvents.Read(events, catalog, study, fold.Position.Sequence, sequence, null, cancellation))
        {
            foreach (var one in portion)
            {
                var positioned = fold.Take(one);
                register?.Take(one);
                Place(positioned);
                foreach (var row in rows)
                    row.Take(positioned);
            }

            await positions.Take(cancellation);
            foreach (var row in rows)
                await row.Write(cancellation);
            if (register is not null)
                await register.Write(cancellation);
            await report(fold.Position.Number);
        }
    }

    /// <summary>All that could be taken without anybody waiting has been taken: what it makes is set beside what is shown.</summary>
    public async Task Settle(CancellationToken cancellation)
    {
        await positions.Finish(cancellation);
        foreach (var row in rows)
            await row.Settle(cancellation);
        settled = fold.Position;
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
            await register.Write(cancellation);
        }

        await register.Finish(events, shadow, cancellation);
    }

    /// <summary>Writes the states and renders every view.</summary>
    /// <returns>How many views there are, and which rows were made anew after they had been settled.</returns>
    public async Task<(long Views, IReadOnlyList<Revised> Revised)> Finish(CancellationToken cancellation)
    {
        var revised = new List<Revised>();
        foreach (var row in rows)
        {
            if (await row.Finish(events, shadow.Connection, cancellation) is { } changed)
                revised.Add(changed);
        }

        await positions.Finish(cancellation);
        if (fold.Position != settled)
            revised.Add(new(PositionTable.Name, "position > $2", settled.Number));
        var states = fold.States.Values.OfType<Stated>().ToList();
        await StateRows.Copy(shadow.Connection, Shadow.Schema, study, states, fold.Began, cancellation);
        var renderer = new Renderer(catalog, new FoldedStates(fold.States, events, rows), fold.States);
        long views = 0;
        foreach (var targets in states.SelectMany(stated => ViewTarget.Of(catalog, stated)).Chunk(TargetsPerPortion))
        {
            var rendered = await renderer.Render(targets, cancellation);
            await ViewRows.Copy(shadow.Connection, Shadow.Schema, study, rendered, cancellation);
            views += rendered.Sum(one => one.Views.Count);
        }

        return (views, revised);
    }

    private void Place(PositionedEvent one)
    {
        EventSubjects.Find(one.StreamId, one.Data, subjects);
        var row = positions.Made;
        row.Begin(new(Guid.Empty, one.Position.Number), (short)PositionTable.Columns.Count);
        row.Text(study);
        row.Bigint(one.Position.Number);
        row.Bigint(one.Position.Sequence);
        row.Timestamp(one.Position.RecordedAt);
        row.Uuids(subjects);
    }
}
