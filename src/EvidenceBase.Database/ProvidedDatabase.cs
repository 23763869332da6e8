using Npgsql;

namespace EvidenceBase.Database;

/// <summary>The database the service works with, however it was come by. Disposing stops what was started for it, and nothing else.</summary>
public sealed class ProvidedDatabase : IAsyncDisposable
{
    private readonly IAsyncDisposable? _started;

    private ProvidedDatabase(string description, string? ownerConnectionString, string serviceConnectionString, IAsyncDisposable? started)
    {
        Description = description;
        OwnerConnectionString = ownerConnectionString;
        ServiceConnectionString = serviceConnectionString;
        ServiceRole = new NpgsqlConnectionStringBuilder(serviceConnectionString).Username!;
        _started = started;
    }

    /// <summary>Which way was chosen, for a person; no passwords.</summary>
    public string Description { get; }

    /// <summary>For migrations only. Null where others apply them.</summary>
    public string? OwnerConnectionString { get; }

    public string ServiceConnectionString { get; }

    /// <summary>The name of the role in <see cref="ServiceConnectionString"/>.</summary>
    public string ServiceRole { get; }

    /// <summary>
    /// The configured server if there is one; else a private cluster; else, where no PostgreSQL programs are found, a container. A server that was configured
    /// and does not answer is an error, never a reason to go on with an empty database elsewhere.
    /// </summary>
    /// <exception cref="DatabaseException">None of the ways worked; the message lists them.</exception>
    public static async Task<ProvidedDatabase> OpenAsync(DatabaseSettings settings, CancellationToken cancellationToken = default)
    {
        var service = Parse(settings.ServiceConnectionString, DatabaseSettings.ServiceVariable);
        var owner = Parse(settings.OwnerConnectionString, DatabaseSettings.OwnerVariable);
        if (service is not null)
            return new ProvidedDatabase(Configured(service), owner?.ConnectionString, service.ConnectionString, started: null);
        if (owner is not null)
        {
            var derived = await ServiceLogin.EnsureAsync(owner, cancellationToken);
            return new ProvidedDatabase(Configured(derived), owner.ConnectionString, derived.ConnectionString, started: null);
        }

        if (ContainerServer.Exists(settings.DataFolder))
            return await InContainer(settings, cancellationToken);
        var options = new PrivateClusterOptions { DataFolder = settings.DataFolder, Report = settings.Report };
        var existing = ClusterPlace.Existing(settings.DataFolder)?.Major;
        if (existing is null && (await new PostgresLocator().FindAsync(cancellationToken: cancellationToken)) is { Found: null } search)
        {
            if (await ContainerServer.EngineProblem(cancellationToken) is { } problem)
                throw new DatabaseException((search with { Tried = [.. search.Tried, $"Docker: {problem}"] }).Explain());
            return await InContainer(settings, cancellationToken);
        }

        var cluster = await PrivateCluster.StartAsync(options, cancellationToken);
        return new ProvidedDatabase(cluster.Description, cluster.OwnerConnectionString, cluster.ServiceConnectionString, cluster);
    }

    /// <summary>
    /// Brings the database to the state of a folder of migrations where the owner's connection is known, else makes sure that it is there. Then makes sure that
    /// the service's role cannot do what only the owner may.
    /// </summary>
    /// <returns>The migrations that this call applied.</returns>
    /// <exception cref="DatabaseException">See <see cref="MigrationRunner"/> and <see cref="ServiceRoleCheck"/>.</exception>
    public async Task<IReadOnlyList<Migration>> MigrateAsync(string folder, CancellationToken cancellationToken = default)
    {
        var runner = new MigrationRunner(folder, ServiceRole);
        IReadOnlyList<Migration> applied = [];
        if (OwnerConnectionString is not null)
            applied = await runner.ApplyAsync(OwnerConnectionString, cancellationToken);
        else
            await runner.VerifyAsync(ServiceConnectionString, cancellationToken);
        await ServiceRoleCheck.EnsureRestrictedAsync(ServiceConnectionString, cancellationToken);
        return applied;
    }

    public ValueTask DisposeAsync() => _started?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<ProvidedDatabase> InContainer(DatabaseSettings settings, CancellationToken cancellationToken)
    {
        var container = await ContainerServer.StartAsync(settings.DataFolder, settings.Report, cancellationToken);
        return new ProvidedDatabase(container.Description, container.OwnerConnectionString, container.ServiceConnectionString, container);
    }

    private static string Configured(NpgsqlConnectionStringBuilder service) =>
        $"configured PostgreSQL on {service.Host}:{service.Port}, database {service.Database}, as {service.Username}";

    private static NpgsqlConnectionStringBuilder? Parse(string? connectionString, string variable)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return null;
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException exception)
        {
            // The message may repeat the string, and the string holds a password.
            throw new DatabaseException($"{variable} is not a connection string of the form 'Host=…;Port=5432;Database=…;Username=…;Password=…' ({exception.GetType().Name}).");
        }

        var missing = new[] { ("Host", builder.Host), ("Database", builder.Database), ("Username", builder.Username) }
            .Where(part => string.IsNullOrEmpty(part.Item2)).Select(part => part.Item1).ToList();
        return missing.Count == 0 ? builder : throw new DatabaseException($"{variable} lacks {string.Join(", ", missing)}.");
    }
}
