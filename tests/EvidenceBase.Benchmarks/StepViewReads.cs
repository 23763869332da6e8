using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;

namespace EvidenceBase.Benchmarks;

/// <summary>Step views over HTTP against an endpoint that only sends a stored JSON column by its primary key.</summary>
public static class StepViewReads
{
    private const string Study = "/api/studies/bench-reads";

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        await place.Send("/api/studies", """{"slug":"bench-reads","title":"Reads"}""");
        await place.Send($"{Study}/arguments", """{"key":"a","title":"An argument"}""");
        foreach (var step in Enumerable.Range(1, 20))
        {
            await place.Send($"{Study}/arguments/a/steps", $$"""{"key":"S{{step}}","title":"Step {{step}}","inference":"What follows from three claims."}""");
            foreach (var claim in Enumerable.Range(1, 3))
            {
                await place.Send($"{Study}/claims", $$"""{"key":"C{{step}}-{{claim}}","kind":"causal","text":"A claim of the benchmark with words enough to look like one."}""");
                await place.Send($"{Study}/claims/C{step}-{claim}/evidence", """{"stance":"supports","absence":{"searched":"the archive","how":"by hand","found":"nothing"},"weight":"Where there is nothing, nothing was sent."}""");
                await place.Send($"{Study}/arguments/a/steps/S{step}/claims", $$"""{"claim":"C{{step}}-{{claim}}"}""");
            }
        }

        await place.Settle();
        await using var bare = await Bare(place);
        var (address, ids) = bare.Addresses;
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Workplace.Concurrency }) { BaseAddress = new Uri(address) };
        var rounds = new List<(double, double)>();
        for (var round = -1; round < 5; round++)
        {
            var limit = await Workplace.Rate(TimeSpan.FromSeconds(4), worker => Get(http, $"/bare/{ids[Random.Shared.Next(ids.Length)]}"));
            var ours = await Workplace.Rate(TimeSpan.FromSeconds(4), worker => Get(place.Http, $"{Study}/arguments/a/steps/S{Random.Shared.Next(1, 21)}"));
            if (round >= 0)
                rounds.Add((ours, limit));
        }

        return [Ratio.Of("step-view reads", "an endpoint that only sends a stored JSON column", 0.5, rounds)];
    }

    private static async Task Get(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static async Task<BareEndpoint> Bare(Workplace place)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/bare/{id:guid}", async (Guid id, HttpContext http) =>
        {
            await using var command = place.Owner.CreateCommand("select body::text from evidence.view where study = 'bench-reads' and kind = 'step' and id = $1");
            command.Parameters.Add(new() { Value = id });
            var json = (string)(await command.ExecuteScalarAsync())!;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(json);
        });
        await app.StartAsync();
        await using var command = place.Owner.CreateCommand("select array_agg(id) from evidence.view where study = 'bench-reads' and kind = 'step'");
        return new(app, (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(), (Guid[])(await command.ExecuteScalarAsync())!));
    }

    private sealed record BareEndpoint(WebApplication App, (string Address, Guid[] Ids) Addresses) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
