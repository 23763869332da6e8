using EvidenceBase.Database;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Health;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Http.Contract;
using EvidenceBase.Platform.Http.Limits;
using EvidenceBase.Platform.Rebuilding;
using EvidenceBase.Platform.Secrets;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Wolverine;
using Wolverine.Http;

namespace EvidenceBase.Platform;

/// <summary>Composes the service. Its connection is the service role's, to a migrated database; it is asked for when it is first needed.</summary>
public static class ServiceHost
{
    public static WebApplication Build(string[] args, Func<string> connectionString, DataFolder data, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(args);

        // Configuration (Logging:LogLevel:…) goes before both.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        adjust?.Invoke(builder);

        // Their lines hold whole addresses, and some addresses hold a token that signs in.
        foreach (var teller in new[] { "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Http.Result" })
            builder.Logging.AddFilter(teller, LogLevel.Warning);
        var services = builder.Services;
        services.AddSingleton(_ => NpgsqlDataSource.Create(Prepared(connectionString())));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new EventCatalog(RecordStreams.All));
        services.AddSingleton(data);
        services.AddDataProtectionUnderTheMasterKey();
        var deployment = Deployment.Of(builder.Configuration);
        ServerSafety.Ensure(
            deployment,
            builder.Configuration,
            builder.Environment,
            data.IsUnderMasterKey,
            (DatabaseSettings.ServiceVariable, Environment.GetEnvironmentVariable(DatabaseSettings.ServiceVariable)),
            (DatabaseSettings.OwnerVariable, Environment.GetEnvironmentVariable(DatabaseSettings.OwnerVariable)));
        services.AddSingleton(deployment);
        services.AddSingleton<LocalOwner>();
        services.AddSingleton(_ => new CommandDigest(data.Secret("command-digest")));
        services.AddSingleton<HolderKeys>();
        services.AddSingleton<TextVault>();
        services.AddSingleton<Erasures>();
        services.AddHostedService(provider => provider.GetRequiredService<Erasures>());
        services.AddSingleton<FileVault>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<CommandExecutor>();
        services.AddSingleton<CommandDesk>();
        services.AddSingleton<ProjectionProgress>();
        services.AddSingleton<RecordProjection>();
        services.AddSingleton<Moments>();
        services.AddRebuilding();
        services.AddSingleton<ViewReads>();
        services.AddSingleton<ViewLists>();
        services.AddValidatorsFromAssembly(typeof(ServiceHost).Assembly, ServiceLifetime.Singleton);
        Words.AddWords(services, deployment);
        services.AddEvidenceStore();
        services.AddHealth();
        services.AddWolverineHttp();
        
        // A lambda, not the method itself: only then are the comments of the code taken into the contract.
        services.AddOpenApi(options => OpenApiConfiguration.Configure(options));
        services.ConfigureHttpJsonOptions(json => RecordJson.Configure(json.SerializerOptions));
        services.AddProblemDetails();
        builder.Host.UseWolverine(Messaging);
        builder.AddRequestLimits(deployment);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var app = builder.Build();
        app.UseMiddleware<BrowserSafety>();
        app.UseExceptionHandler(Failures.Answer);
        app.UseStatusCodePages();
        app.UseSizeAndTimeLimits();
        Words.UseAccess(app);
        app.MapOpenApi().WithMetadata(new OpenToAnyoneAttribute("The contract tells nothing of any study."));
        app.MapHealth();
        app.MapWolverineEndpoints(http =>
        {
            http.WarmUpRoutes = RouteWarmup.Lazy;
            http.ConfigureEndpoints(OpenApiConfiguration.Describe);
        });
        Words.MapPages(app);
        return app;
    }

    /// <summary>
    /// The few statements of the hot paths are prepared on every connection; what they are is found out by use. None is compiled: a server that compiles what it
    /// takes to be costly would spend longer on that than on reading the few rows that statements with a fixed plan read.
    /// </summary>
    private static string Prepared(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 3 };
        settings.Options = $"-c jit=off {settings.Options}".TrimEnd();
        return settings.ConnectionString;
    }

    private static void Messaging(WolverineOptions wolverine)
    {
        wolverine.ApplicationAssembly = typeof(ServiceHost).Assembly;
        wolverine.CodeGeneration.TypeLoadMode = TypeLoadMode.Auto;
        wolverine.CodeGeneration.SourceCodeWritingEnabled = false;
        wolverine.Durability.Mode = DurabilityMode.Solo;
        wolverine.Policies.UseDurableLocalQueues();
        wolverine.Policies.AutoApplyTransactions();
        wolverine.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        Words.AddQueues(wolverine);
    }
}
