using System.Text.Json.Serialization;

namespace EvidenceBase.Record.Sources;

/// <summary>A citable work as the study describes it.</summary>
/// <param name="WithdrawnReason">Why it is withdrawn; null while it can be cited.</param>
public sealed record Source(string Key, CslItem Item, SourceAnnotations Annotations, string? WithdrawnReason = null)
{
    [JsonIgnore]
    public bool IsWithdrawn => WithdrawnReason is not null;

    public static Source? Evolve(Source? state, object @event) => (state, @event) switch
    {
        (null, SourceRegistered registered) => new Source(registered.Key, registered.Item, registered.Annotations),
        ({ } source, SourceCorrected corrected) => source with { Item = corrected.Item, Annotations = corrected.Annotations },
        ({ } source, SourceWithdrawn withdrawn) => source with { WithdrawnReason = withdrawn.Reason },
        _ => throw new InvalidOperationException($"The event {@event.GetType().Name} does not fit the history of the source “{state?.Key}”."),
    };
}
