using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Npgsql;
using Weasel.Core;
using Wolverine.Marten;

namespace EvidenceBase.Platform.Store;

public static class StoreConfiguration
{
    public const string Schema = "evidence";

    /// <summary>The event store: conjoined tenants (the tenant is the study), fixed event names, no schema changes at run time, and one asynchronous projection.</summary>
    public static IServiceCollection AddEvidenceStore(this IServiceCollection services)
    {
        services
            .AddMarten(provider =>
            {
                var options = new StoreOptions();
                options.Connection(provider.GetRequiredService<NpgsqlDataSource>());
                Configure(options, provider.GetRequiredService<EventCatalog>());
                options.Projections.Add(
                    provider.GetRequiredService<RecordProjection>(),
                    ProjectionLifecycle.Async,
                    RecordProjection.Name,
                    asynchronous => asynchronous.BatchSize = RecordProjection.EventsPerBatch);
                return options;
            })
            .IntegrateWithWolverine(integration => integration.UseWolverineManagedEventSubscriptionDistribution = true);
        return services;
    }

    /// <summary>What decides the schema; the migrations are written from it and compared with it.</summary>
    public static void Configure(StoreOptions options, EventCatalog catalog)
    {
        options.DatabaseSchemaName = Schema;
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.DisableNpgsqlLogging = true;
        options.Serializer(Json());

        var events = options.Events;
        events.StreamIdentity = StreamIdentity.AsGuid;
        events.TenancyStyle = TenancyStyle.Conjoined;
        events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        events.UseMandatoryStreamTypeDeclaration = true;
        events.UseAdvisoryLockTransaction = false;
        events.UseExclusiveLockOnConcurrentAppends = true;
        events.MetadataConfig.HeadersEnabled = true;
        events.MetadataConfig.CausationIdEnabled = true;
        events.MetadataConfig.CorrelationIdEnabled = true;
        events.MetadataConfig.UserNameEnabled = true;
        foreach (var (name, type) in catalog.Streams.SelectMany(stream => stream.Events))
            events.MapEventType(type, name);

        // An event that cannot be applied stops the projection; it is never skipped.
        foreach (var errors in new[] { options.Projections.Errors, options.Projections.RebuildErrors })
            errors.SkipApplyErrors = errors.SkipSerializationErrors = errors.SkipUnknownEvents = false;

        // A statement is not tried again inside the transaction that it has just broken: the first failure would be lost behind the second.
        options.ConfigureWritePolly(_ => { });

        // Whoever writes alone waits for the next look at the event table; a look is one cheap query.
        options.Projections.FastPollingTime = TimeSpan.FromMilliseconds(50);
        options.Projections.SlowPollingTime = TimeSpan.FromMilliseconds(100);
    }

    /// <summary>The store writes events exactly as the record reads them.</summary>
    private static Marten.Services.SystemTextJsonSerializer Json()
    {
        var serializer = new Marten.Services.SystemTextJsonSerializer { Casing = Casing.CamelCase };
        serializer.Configure(RecordJson.Configure);
        return serializer;
    }
}
