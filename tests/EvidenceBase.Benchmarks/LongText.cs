using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace EvidenceBase.Benchmarks;

/// <summary>Ten megabytes of text, deposited as a file: opened, coded at its end and searched, against merely reading its sealed bytes from the database.</summary>
public static class LongText
{
    private const int Lines = 180_000;

    public static async Task<IReadOnlyList<Ratio>> Run(Workplace place)
    {
        const string Study = "/api/studies/bench-text";
        await place.Send("/api/studies", """{"slug":"bench-text","title":"A long text"}""");
        await place.Send($"{Study}/codes", """{"key":"c","name":"Code"}""");
        var text = Text();
        using (var file = new ByteArrayContent(text) { Headers = { ContentType = new("text/plain") } })
        {
            using var answer = await place.Http.PostAsync($"{Study}/documents:upload?key=long&title=Long", file);
            answer.EnsureSuccessStatusCode();
        }

        await place.Settle();
        var found = JsonNode.Parse(await place.Http.GetStringAsync($"{Study}/documents:search?q=only%20once"))!["items"]![0]!;
        var (start, end) = ((int)found["start"]!, (int)found["end"]!);
        var rounds = new Dictionary<string, List<(double Ours, double Limit)>> { ["a page of it"] = [], ["a coding at its end"] = [], ["words at its end"] = [] };
        for (var round = -1; round < 5; round++)
        {
            var limit = await Rate(Sealed);
            var measured = new[]
            {
                ("a page of it", await Rate(() => place.Http.GetStringAsync($"{Study}/documents/long/text?start={start - 2000}&end={end}"))),
                ("a coding at its end", await Rate(() => place.Send($"{Study}/codings", $$"""{"document":"long","layer":"anna","code":"c","start":{{start}},"end":{{end}}}"""))),
                ("words at its end", await Rate(() => place.Http.GetStringAsync($"{Study}/documents:search?q=only%20once"))),
            };
            foreach (var (what, rate) in measured)
            {
                if (round >= 0)
                    rounds[what].Add((rate, limit));
            }
        }

        return [.. rounds.Select(one => Ratio.Of(
            string.Create(CultureInfo.InvariantCulture, $"{one.Key}, of a text of {text.Length / 1_000_000} MB (per second, one by one)"), "reading its ciphertext from the database", null, one.Value))];

        async Task Sealed()
        {
            await using var command = place.Owner.CreateCommand("select ciphertext from evidence.vault_entry where study = 'bench-text' order by length(ciphertext) desc limit 1");
            await command.ExecuteScalarAsync();
        }
    }

    private static async Task<double> Rate(Func<Task> work)
    {
        const int Times = 10;
        var started = System.Diagnostics.Stopwatch.StartNew();
        for (var time = 0; time < Times; time++)
            await work();
        return Times / started.Elapsed.TotalSeconds;
    }

    private static byte[] Text()
    {
        var text = new StringBuilder();
        for (var line = 1; line < Lines; line++)
            text.Append(CultureInfo.InvariantCulture, $"Line {line} says that the harbour of 厦门 was moved 😀 long ago.\n");
        return Encoding.UTF8.GetBytes(text.Append("This stands here only once.\n").ToString());
    }
}
