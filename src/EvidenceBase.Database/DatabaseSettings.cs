namespace EvidenceBase.Database;

/// <summary>How the service was told to get its database.</summary>
public sealed record DatabaseSettings
{
    public const string ServiceVariable = "EVIDENCEBASE_DATABASE";

    public const string OwnerVariable = "EVIDENCEBASE_DATABASE_OWNER";

    /// <summary>Where a private cluster lies, made if missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The service's connection to a server run by others. Empty counts as not given.</summary>
    public string? ServiceConnectionString { get; init; }

    /// <summary>The owner's, for migrations. Empty counts as not given.</summary>
    public string? OwnerConnectionString { get; init; }

    /// <summary>Receives lines for the person or the log.</summary>
    public Action<string> Report { get; init; } = _ => { };

    /// <summary>From <c>EVIDENCEBASE_DATABASE</c> and <c>EVIDENCEBASE_DATABASE_OWNER</c>.</summary>
    public static DatabaseSettings FromEnvironment(string dataFolder) => new()
    {
        DataFolder = dataFolder,
        ServiceConnectionString = Environment.GetEnvironmentVariable(ServiceVariable),
        OwnerConnectionString = Environment.GetEnvironmentVariable(OwnerVariable),
    };
}
