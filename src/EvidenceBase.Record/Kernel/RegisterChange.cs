namespace EvidenceBase.Record.Kernel;

/// <summary>
/// What an event changes in the register: the one table that says which things exist under which key, in which stream, at which version
/// and standing. The register is written with the events, so that decisions across streams can lock what they cite.
/// </summary>
public abstract record RegisterChange
{
    private RegisterChange()
    {
    }

    /// <summary>A thing comes into being. The key is unique per kind within the study and never reused.</summary>
    /// <param name="Facts">What other words may need to know of it, small and flat (the length of a text, the interview of a document).</param>
    public sealed record Enters(string Kind, Guid Id, string? Key, IReadOnlyDictionary<string, string>? Facts = null) : RegisterChange;

    /// <summary>A thing is changed: its own version goes up by one, and facts that are given replace those of the same name.</summary>
    public sealed record Changes(Guid Id, IReadOnlyDictionary<string, string>? Facts = null) : RegisterChange;

    /// <summary>A thing is withdrawn, retired, retracted or removed – or stands again.</summary>
    public sealed record Stands(Guid Id, Standing Standing) : RegisterChange;
}
