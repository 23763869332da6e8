using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Seeing;

/// <summary>What to render: a stream's own views, or those of one of its parts.</summary>
public sealed record ViewTarget(Guid Stream, Guid? Part)
{
    /// <summary>All that a state has views for.</summary>
    public static IEnumerable<ViewTarget> Of(EventCatalog catalog, Stated stated) =>
        (stated.State is NoState ? [] : catalog.Of(stated.Kind).Parts(stated.State)).Select(part => new ViewTarget(stated.Id, part)).Prepend(new(stated.Id, null));
}

/// <param name="Asked">Every state the rendering looked at; when one of them changes, the target is rendered again.</param>
public sealed record RenderedTarget(ViewTarget Target, IReadOnlyList<View> Views, IReadOnlySet<Guid> Asked, IReadOnlySet<string> AskedKinds, long Position);

/// <summary>
/// Renders views from states at one position – of the projection, of a moment in the past, of a replay: the same code for all three.
/// Rendering is pure and repeated until all it asks for has been loaded; each round is one load for all targets together.
/// </summary>
/// <param name="states">States that need not be loaded; what is loaded is put to them.</param>
internal sealed class Renderer(EventCatalog catalog, StateSource source, Dictionary<Guid, Stated?>? states = null)
{
    private readonly Dictionary<Guid, Stated?> known = states ?? [];
    private readonly Dictionary<string, IReadOnlyList<Stated>> whole = [];

    public async Task<IReadOnlyList<RenderedTarget>> Render(IReadOnlyCollection<ViewTarget> targets, CancellationToken cancellation)
    {
        var rendered = new List<RenderedTarget>(targets.Count);
        var pending = targets.ToList();
        while (pending.Count > 0)
        {
            var missing = new HashSet<Guid>();
            var missingKinds = new HashSet<string>();
            var again = new List<ViewTarget>();
            foreach (var target in pending)
            {
                var lookup = new Lookup(known, whole);
                var views = Views(target, lookup);
                if (lookup.IsComplete)
                {
                    rendered.Add(new(target, views, lookup.Asked, lookup.AskedKinds, lookup.Position));
                    continue;
                }

                again.Add(target);
                missing.UnionWith(lookup.Missing);
                missingKinds.UnionWith(lookup.MissingKinds);
            }

            await Load(missing, missingKinds, cancellation);
            pending = again;
        }

        return rendered;
    }

    /// <summary>Renders something that is no stored view: repeated until all it asks for has been loaded.</summary>
    public async Task<TResult> Render<TResult>(Func<Lookup, TResult> render, CancellationToken cancellation)
    {
        while (true)
        {
            var lookup = new Lookup(known, whole);
            var result = render(lookup);
            if (lookup.IsComplete)
                return result;
            await Load([.. lookup.Missing], [.. lookup.MissingKinds], cancellation);
        }
    }

    private List<View> Views(ViewTarget target, Lookup lookup)
    {
        if (lookup.Find(target.Stream) is not { } stated)
            return [];
        return [.. catalog.Of(stated.Kind).Render(stated.Id, stated.State, target.Part, lookup)];
    }

    private async Task Load(HashSet<Guid> missing, HashSet<string> missingKinds, CancellationToken cancellation)
    {
        foreach (var kind in missingKinds)
        {
            whole[kind] = await source.LoadKind(kind, cancellation);
            foreach (var stated in whole[kind])
                known[stated.Id] = stated;
        }

        missing.RemoveWhere(known.ContainsKey);
        if (missing.Count == 0)
            return;
        foreach (var id in missing)
            known[id] = null;
        foreach (var stated in await source.Load(missing, cancellation))
            known[stated.Id] = stated;
    }
}
