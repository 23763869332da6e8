using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace EvidenceBase.Benchmarks;

/// <summary>A study with a codebook and documents, in which any number of segments can be coded.</summary>
public sealed class CodedStudy
{
    private const int Codes = 50;
    private const int TextLength = 20_000;

    private readonly Workplace place;
    private readonly int documents;
    private int coded;

    private CodedStudy(Workplace place, string slug, int documents) => (this.place, Slug, this.documents) = (place, slug, documents);

    public string Slug { get; }

    public string Address => $"/api/studies/{Slug}";

    public static async Task<CodedStudy> Open(Workplace place, string slug, int documents = 20)
    {
        var study = new CodedStudy(place, slug, documents);
        await place.Send("/api/studies", $$"""{"slug":"{{slug}}","title":"{{slug}}"}""");
        for (var code = 0; code < Codes; code++)
            await place.Send($"{study.Address}/codes", $$"""{"key":"c{{code}}","name":"Code {{code}}"}""");
        var text = string.Concat(Enumerable.Repeat("What was said here. ", TextLength / 20));
        await Parallel.ForAsync(0, documents, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (document, _) =>
            await place.Send($"{study.Address}/documents", $$"""{"key":"D{{document}}","title":"Document {{document}}","text":"{{text}}"}"""));
        return study;
    }

    /// <summary>A study that is there already.</summary>
    public static CodedStudy At(Workplace place, string slug) => new(place, slug, documents: 0);

    /// <summary>So many codings as NDJSON, other segments with every call.</summary>
    public byte[] Lines(int count)
    {
        var lines = new StringBuilder(count * 70);
        for (var line = 0; line < count; line++, coded++)
        {
            var start = coded * 7919 % (TextLength - 200);
            lines.Append(CultureInfo.InvariantCulture, $$"""{"document":"D{{coded % documents}}","layer":"anna","code":"c{{coded / documents % Codes}}","start":{{start}},"end":{{start + 20 + (coded % 97)}}}""").Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    public async Task Code(int count)
    {
        for (var left = count; left > 0; left -= 20_000)
            await Send(Lines(Math.Min(left, 20_000)));
    }

    public async Task<string> Send(byte[] lines)
    {
        using var content = new ByteArrayContent(lines) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
        using var response = await place.Http.PostAsync($"{Address}/codings:batch", content);
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"{(int)response.StatusCode} {answer}");
    }
}
