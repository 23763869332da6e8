namespace EvidenceBase.Record.Kernel;

/// <summary>A thing as the register has it at the moment of a decision, locked until the decision is written or dropped.</summary>
/// <param name="StreamId">The stream whose events made it; its own id where it is a stream itself.</param>
/// <param name="Version">Its own version: 1 when it entered, one more for every change.</param>
public sealed record Registered(
    string Kind, Guid Id, Guid StreamId, string? Key, long Version, Standing Standing, IReadOnlyDictionary<string, string> Facts)
{
    public bool IsActive => Standing == Standing.Active;

    public CitedThing Cite() => new(Kind, Id, Version);

    public ThingReference Refer() => new(Kind, Id, Key);

    public string Name => Key ?? Id.ToString();

    public string? Fact(string name) => Facts.GetValueOrDefault(name);

    /// <summary>The problem of citing or applying it now, or none.</summary>
    public Problem? NotCitable(string field) => IsActive
        ? null
        : Problem.Conflict("withdrawn", $"The {Kind} “{Name}” is withdrawn and cannot be cited or applied. Restore it or choose another.", field);
}
