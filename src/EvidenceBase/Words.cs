using EvidenceBase.Audit;
using EvidenceBase.Pages;
using EvidenceBase.Platform.Seeing;

namespace EvidenceBase;

/// <summary>What each word adds to the service beyond its endpoints and validators, which are found by themselves.</summary>
internal static class Words
{
    public static void AddWords(IServiceCollection services)
    {
        services.AddSingleton<History>();
        services.AddPages();
    }

    public static void MapPages(WebApplication app)
    {
        app.MapRecordPages();
    }
}
