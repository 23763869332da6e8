using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;

namespace EvidenceBase.Benchmarks;

/// <summary>Step views over HTTP against an endpoint that only sends a stored JSON column by its primary key.</summary>
public static class StepViewReads
{
    private const int Steps = 20;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        var small = await Fill(place, "bench-reads", codings: 1_000);
        var large = await Fill(place, "bench-reads-large", codings: 100_000);
        await place.Settle();
        await using var bare = await Bare(place, small.Slug);
        var (address, ids) = bare.Addresses;
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Workplace.Concurrency }) { BaseAddress = new Uri(address) };
        var (rounds, scale) = (new List<(double, double)>(), new List<(double, double)>());
        for (var round = -1; round < 5; round++)
        {
            var limit = await Workplace.Rate(Round, worker => Get(http, $"/bare/{ids[Random.Shared.Next(ids.Length)]}"));
            var ours = await Rate(small);
            var ofMany = await Rate(large);
            if (round < 0)
                continue;
            rounds.Add((ours, limit));
            scale.Add((ofMany, ours));
        }

        return
        [
            Ratio.Of("step-view reads (per second)", "an endpoint that only sends a stored JSON column", 0.5, rounds),
            Ratio.Of("step-view reads at 100,000 codings in the study (per second)", "those at 1,000; apart by chance is within 0.05", 0.95, scale),
        ];

        Task<double> Rate(CodedStudy study) => Workplace.Rate(Round, worker => Get(place.Http, $"{study.Address}/arguments/a/steps/S{Random.Shared.Next(1, Steps + 1)}"));
    }

    /// <summary>An argument of 20 steps with three claims each, of which two rest on a coding of the study.</summary>
    internal static async Task<CodedStudy> Fill(Workplace place, string slug, int codings)
    {
        var study = await CodedStudy.Open(place, slug);
        var cited = JsonNode.Parse(await study.Send(study.Lines(1_000)))!["codings"]!.AsArray();
        await study.Code(codings - 1_000);
        await place.Send($"{study.Address}/arguments", """{"key":"a","title":"An argument"}""");
        foreach (var step in Enumerable.Range(1, Steps))
        {
            await place.Send($"{study.Address}/arguments/a/steps", $$"""{"key":"S{{step}}","title":"Step {{step}}","inference":"What follows from three claims."}""");
            foreach (var claim in Enumerable.Range(1, 3))
            {
                var cites = claim == 3
                    ? """
                      "absence":{"searched":"the archive","how":"by hand","found":"nothing"}
                      """
                    : $$"""
                      "cites":{"kind":"coding","name":"{{cited[(step * 3) + claim]}}"}
                      """;
                await place.Send($"{study.Address}/claims", $$"""{"key":"C{{step}}-{{claim}}","kind":"causal","text":"A claim of the benchmark with words enough to look like one."}""");
                await place.Send($"{study.Address}/claims/C{step}-{claim}/evidence", $$"""{"stance":"supports",{{cites}},"weight":"Where there is nothing, nothing was sent."}""");
                await place.Send($"{study.Address}/arguments/a/steps/S{step}/claims", $$"""{"claim":"C{{step}}-{{claim}}"}""");
            }
        }

        return study;
    }

    private static async Task Get(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static async Task<BareEndpoint> Bare(Workplace place, string study)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/bare/{id:guid}", async (Guid id, HttpContext http) =>
        {
            await using var command = place.Owner.CreateCommand("select body::text from evidence.view where study = $1 and kind = 'step' and id = $2");
            command.Parameters.Add(new() { Value = study });
            command.Parameters.Add(new() { Value = id });
            var json = (string)(await command.ExecuteScalarAsync())!;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(json);
        });
        await app.StartAsync();
        await using var command = place.Owner.CreateCommand("select array_agg(id) from evidence.view where study = $1 and kind = 'step'");
        command.Parameters.Add(new() { Value = study });
        return new(app, (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(), (Guid[])(await command.ExecuteScalarAsync())!));
    }

    private sealed record BareEndpoint(WebApplication App, (string Address, Guid[] Ids) Addresses) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
