namespace EvidenceBase.Database;

/// <summary>What a private cluster needs to know.</summary>
public sealed record PrivateClusterOptions
{
    /// <summary>The service's data folder; the cluster lies in <c>postgres-18</c> (its major version) below it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The programs to use; null: <see cref="PostgresLocator"/> finds them.</summary>
    public PostgresBinaries? Binaries { get; init; }

    /// <summary>False only for tests: a crash of the machine may then lose everything, one of the server still loses nothing.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>PostgreSQL settings beside or instead of the usual ones, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Receives what the person or the log should know: where data lie, that the server died and was restarted. One line each.</summary>
    public Action<string> Report { get; init; } = _ => { };
}
