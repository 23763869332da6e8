using Microsoft.AspNetCore.Builder;

namespace EvidenceBase.Benchmarks;

/// <summary>An ASP.NET Core app that has one endpoint and nothing else: what any service of this kind takes to start.</summary>
public static class EmptyApp
{
    public const string Argument = "empty-app";

    public static async Task<int> Run()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => "Here.");
        await app.RunAsync();
        return 0;
    }
}
