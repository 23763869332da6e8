namespace EvidenceBase.Audit.TimeStamps;

internal static class TimeStampsConfiguration
{
    public static void AddTimeStamps(this IServiceCollection services)
    {
        services.AddSingleton<TimeStampAuthority>();
        services.AddSingleton<TimeStampStore>();
        services.AddSingleton<TimeStamper>();
        services.AddHostedService(provider => provider.GetRequiredService<TimeStamper>());
        services.AddHealthChecks().AddCheck<TimeStampHealth>("time-stamps");
    }
}
