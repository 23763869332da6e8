namespace EvidenceBase.Database;

/// <summary>Chooses the programs for a data folder: those of the version that wrote its data, where there are any.</summary>
internal static class ClusterBinaries
{
    /// <exception cref="DatabaseException">None were found, or none of the version the data need.</exception>
    public static async Task<PostgresBinaries> ForAsync(PrivateClusterOptions options, CancellationToken cancellationToken)
    {
        var existing = ClusterPlace.Existing(options.DataFolder)?.Major;
        var search = await FindBinaries(options, existing, cancellationToken);
        if (search.Found is { } found)
            return found;
        throw new DatabaseException(existing is null
            ? search.Explain()
            : $"The data in {options.DataFolder} were written by PostgreSQL {existing}, and programs of that version were not found. Tried:\n{search.TriedLines}" +
              $"Install PostgreSQL {existing} or name its bin folder in {PostgresPlaces.ConfiguredVariable}. To move to another version: export the studies with the old one, " +
              $"rename the folder postgres-{existing}, start, and import.");
    }

    private static async Task<PostgresSearch> FindBinaries(PrivateClusterOptions options, int? existing, CancellationToken cancellationToken)
    {
        if (options.Binaries is not { } given)
            return await new PostgresLocator().FindAsync(existing, cancellationToken);
        return existing is null || given.Major == existing
            ? new PostgresSearch(given, [])
            : new PostgresSearch(null, [$"{given.Folder} ({given.Origin}): PostgreSQL {given.Version}"]);
    }
}
