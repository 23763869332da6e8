using EvidenceBase.Database;

namespace EvidenceBase.Platform;

/// <summary>The database of this process: found or started, migrated as its owner, and checked to give the service no more than it may have.</summary>
public static class ServiceDatabase
{
    public static string DataFolder => Path.GetFullPath(
        Environment.GetEnvironmentVariable("EVIDENCEBASE_DATA") is { Length: > 0 } data ? data : "data");

    public static string MigrationsFolder => Path.Combine(AppContext.BaseDirectory, "migrations");

    public static async Task<ProvidedDatabase> Open(Action<string> report)
    {
        var database = await ProvidedDatabase.OpenAsync(DatabaseSettings.FromEnvironment(DataFolder) with { Report = report });
        try
        {
            report($"Database: {database.Description}");
            foreach (var migration in await database.MigrateAsync(MigrationsFolder))
                report($"Applied migration {migration}");
            await HistoryGuard.EnsureAsync(database.ServiceConnectionString);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}
