namespace EvidenceBase.Audit.Log;

internal static class LogConfiguration
{
    public static void AddTransparencyLog(this IServiceCollection services)
    {
        services.AddSingleton<LogKeys>();
        services.AddSingleton<LogWriter>();
        services.AddSingleton<LogFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<LogFollower>());
        services.AddSingleton<LogReads>();
        services.AddHealthChecks().AddCheck<LogHealth>("log");
    }
}
