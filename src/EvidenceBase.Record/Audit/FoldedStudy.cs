using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Audit;

/// <summary>
/// A study folded from its history alone, and everything that is shown of it rendered from that – by the functions that the projection, a moment in
/// the past and a replay use. Memory holds the states of the study, and of its codings those that something happened to after they were made, or
/// that something rests on; never the history, which is read again where it is needed.
/// </summary>
public sealed class FoldedStudy
{
    private readonly Dictionary<Guid, Stated?> states = [];
    private readonly List<Guid> streams = [];
    private readonly HashSet<Guid> changedCodings = [];
    private readonly Dictionary<string, IReadOnlyList<Stated>> kinds = [];

    private FoldedStudy()
    {
    }

    /// <summary>The last event; null for an empty history.</summary>
    public HistoryEvent? Last { get; private set; }

    /// <param name="each">Is shown every event, with the key of the thing whose stream it stands in, where that has one.</param>
    /// <exception cref="InvalidOperationException">An event does not follow those before it.</exception>
    public static async Task<FoldedStudy> Of(ReadHistory history, Action<HistoryEvent, string?> each, CancellationToken cancellation)
    {
        var study = new FoldedStudy();
        await foreach (var one in history(cancellation))
            each(one, study.Take(one));
        foreach (var stream in RecordStreams.All)
            study.kinds[stream.Kind] = [.. study.There(stream.Kind).OrderBy(stated => stated.Id)];
        await study.FindCodings(history, cancellation);
        return study;
    }

    /// <summary>
    /// Every view but those of codings, kind by kind; of each in the order of lists. One kind of stream is in memory at a time.
    /// </summary>
    public IEnumerable<(string Kind, IReadOnlyList<View> Views)> Views()
    {
        foreach (var stream in RecordStreams.All.Where(stream => stream.KeepsState))
        {
            foreach (var kind in Targets(stream).SelectMany(Render).GroupBy(view => view.Kind))
                yield return (kind.Key, [.. kind.OrderBy(view => view.Order, StringComparer.Ordinal).ThenBy(view => view.Id)]);
        }
    }

    /// <summary>The views of one kind, as far as a kind of stream has them itself (<c>interview</c>, not <c>step</c>).</summary>
    public IEnumerable<TView> Of<TView>(string kind) => Targets(RecordStreams.All.Single(stream => stream.Kind == kind))
        .SelectMany(Render).Select(view => view.Body).OfType<TView>();

    /// <summary>Every coding, in the order in which they were made.</summary>
    public async IAsyncEnumerable<CodingView> Codings(
        ReadHistory history, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var lookup = new Lookup(states, kinds);
        await foreach (var one in history(cancellation))
        {
            if (IsCoding(one, out var id) && Coding.Evolve(null, one.Data) is { } made)
                yield return CodingView.Of(states.GetValueOrDefault(id)?.State as Coding ?? made, lookup);
        }
    }

    private string? Take(HistoryEvent one)
    {
        var stream = EventTypes.Find(one.Type)!.Value.Stream;
        Last = one;
        if (!stream.KeepsState)
        {
            if (IsCoding(one, out var coding) && Coding.Evolve(null, one.Data) is null)
                changedCodings.Add(coding);
            return null;
        }

        if (one.Version == 1)
            streams.Add(one.StreamId);
        var after = StateFolding.Follow(stream, states.GetValueOrDefault(one.StreamId), one.StreamId, one.Data, one.Version, one.Position);
        states[one.StreamId] = after;
        return after.Key;
    }

    /// <summary>The codings that were changed, and those that a view looks at, until none is missing.</summary>
    private async Task FindCodings(ReadHistory history, CancellationToken cancellation)
    {
        for (HashSet<Guid> wanted = [.. changedCodings, .. Missing()]; wanted.Count > 0; wanted = Missing())
        {
            await foreach (var one in history(cancellation))
            {
                if (IsCoding(one, out var id) && wanted.Contains(id) && Coding.Follow(states.GetValueOrDefault(id), one.Data, one.Position) is { } coding)
                    states[id] = coding;
            }

            // What is asked for and not there is known not to be there.
            foreach (var id in wanted)
                states.TryAdd(id, null);
        }
    }

    private HashSet<Guid> Missing()
    {
        var missing = new HashSet<Guid>();
        foreach (var (stated, part) in RecordStreams.All.Where(stream => stream.KeepsState).SelectMany(Targets))
        {
            var lookup = new Lookup(states, kinds);
            _ = Views(stated, part, lookup).Count;
            missing.UnionWith(lookup.Missing);
        }

        return missing;
    }

    private List<View> Render((Stated Stated, Guid? Part) target) => Views(target.Stated, target.Part, new(states, kinds));

    private static List<View> Views(Stated stated, Guid? part, Lookup lookup) =>
        [.. RecordStreams.All.Single(stream => stream.Kind == stated.Kind).Render(stated.Id, stated.State, part, lookup)];

    /// <summary>In the order in which the streams began: each as a whole, then its parts.</summary>
    private IEnumerable<(Stated Stated, Guid? Part)> Targets(StreamDefinition stream) => There(stream.Kind)
        .SelectMany(IEnumerable<(Stated, Guid?)> (stated) => [(stated, null), .. stream.Parts(stated.State).Select(part => (stated, (Guid?)part))]);

    private IEnumerable<Stated> There(string kind) => streams.Select(id => states[id]).OfType<Stated>().Where(stated => stated.Kind == kind && stated.State is not NoState);

    private static bool IsCoding(HistoryEvent one, out Guid id)
    {
        var coding = Sheet.CodingIdOf(one.Data);
        id = coding ?? Guid.Empty;
        return coding is not null;
    }
}
