using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace EvidenceBase.Benchmarks;

/// <summary>The most memory that the service, as a process of its own, has had after a batch of a million lines, against the same after one of 60,000.</summary>
public static class IntakeMemory
{
    private const int Few = 60_000;
    private const int Many = 1_000_000;

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        using var folder = new TemporaryFolder();
        await using var service = await StartedProgram.Start("EvidenceBase.dll", ["--urls", "http://127.0.0.1:0"], folder.Path);
        await Post(service, "/api/studies", new { slug = "memory", title = "Memory" });
        await Post(service, "/api/studies/memory/codes", new { key = "gap", name = "Gap" });
        await Post(service, "/api/studies/memory/documents", new { key = "D1", title = "Notes", text = "one two three" });
        await Send(service, Few);
        var few = Megabytes(service);
        var clock = Stopwatch.StartNew();
        await Send(service, Many);
        var rate = Many / clock.Elapsed.TotalSeconds;
        var many = Megabytes(service);
        return
        [
            Ratio.Of(
                "most memory (MB) after a batch of 60,000 lines", "after one of 1,000,000", 0.5, [(few, many)],
                string.Create(CultureInfo.InvariantCulture, $"a million lines at {rate:0} per second, whole")),
        ];
    }

    private static double Megabytes(StartedProgram program) => program.PeakMemory / 1024.0 / 1024.0;

    private static async Task Post(StartedProgram service, string path, object body)
    {
        using var answer = await service.Http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task Send(StartedProgram service, int lines)
    {
        using var content = new Lined(lines);
        using var answer = await service.Http.PostAsync("/api/studies/memory/codings:batch", content);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Lines that are made while they are sent.</summary>
    private sealed class Lined : HttpContent
    {
        private readonly int lines;

        public Lined(int lines)
        {
            this.lines = lines;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var some = new StringBuilder();
            for (var line = 0; line < lines; line++)
            {
                some.Append(CultureInfo.InvariantCulture, $$"""{"document":"D1","layer":"anna","code":"gap","start":{{line % 7}},"end":{{8 + (line % 5)}}}""").Append('\n');
                if (line % 1_000 != 999)
                    continue;
                await stream.WriteAsync(Encoding.UTF8.GetBytes(some.ToString()));
                some.Clear();
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(some.ToString()));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
