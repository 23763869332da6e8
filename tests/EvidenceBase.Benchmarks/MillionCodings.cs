using System.Globalization;
using System.Text;

namespace EvidenceBase.Benchmarks;

/// <summary>
/// A study with a million codings: 1,000 documents of 20,000 code points that belong to 100 interviews and bear on 10 cases, and in each 500
/// codings of two layers with 50 codes, of which every eighth overlaps the one before it in its layer. Both layers agree nine times in ten.
/// </summary>
public sealed class MillionCodings
{
    public const int Codings = 1_000_000;

    private const int Documents = 1_000;
    private const int PerLayer = Codings / Documents / 2;
    private const int Interviews = 100;
    private const int Cases = 10;
    private const int Codes = 50;
    private const int TextLength = 20_000;
    private const int PerBatch = 50_000;
    private static readonly Lock Gate = new();
    private static Task<string>? opened;

    /// <summary>The address of the study, which is made once.</summary>
    public static Task<string> Open(Workplace place)
    {
        lock (Gate)
            return opened ??= Make(place);
    }

    /// <summary>How long it took to be answered, in milliseconds.</summary>
    public static async Task<double> Milliseconds(Workplace place, string path)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var response = await place.Http.GetAsync(path);
        var answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {answer}");
    }

    private static async Task<string> Make(Workplace place)
    {
        const string Address = "/api/studies/bench-million";
        await place.Send("/api/studies", """{"slug":"bench-million","title":"A million codings"}""");
        for (var code = 0; code < Codes; code++)
            await place.Send($"{Address}/codes", $$"""{"key":"c{{code}}","name":"Code {{code}}"}""");
        for (var one = 0; one < Cases; one++)
            await place.Send($"{Address}/cases", $$"""{"key":"k{{one}}","name":"Case {{one}}","description":"A case."}""");
        for (var interview = 0; interview < Interviews; interview++)
        {
            await place.Send($"{Address}/interviews", $$"""{"code":"I{{interview}}"}""");
            await place.Send($"{Address}/cases/k{interview % Cases}/bearings", $$$"""{"about":{"kind":"interview","name":"I{{{interview}}}"}}""");
        }

        var text = string.Concat(Enumerable.Repeat("What was said here. ", TextLength / 20));
        await Parallel.ForAsync(0, Documents, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (document, _) => await place.Send(
            $"{Address}/documents", $$"""{"key":"D{{document}}","title":"Document {{document}}","interview":"I{{document % Interviews}}","text":"{{text}}"}"""));
        var study = CodedStudy.At(place, "bench-million");
        for (var first = 0; first < Documents; first += PerBatch / PerLayer / 2)
            await study.Send(Lines(first, first + (PerBatch / PerLayer / 2)));
        await place.Settle();
        return Address;
    }

    private static byte[] Lines(int first, int until)
    {
        var lines = new StringBuilder(PerBatch * 80);
        for (var document = first; document < until; document++)
        {
            for (var number = 0; number < PerLayer; number++)
            {
                Line(lines, document, "anna", number, 0);
                Line(lines, document, "ben", number, (document + number) % 10 == 0 ? 5 : 0);
            }
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private static void Line(StringBuilder lines, int document, string layer, int number, int shift)
    {
        const int Step = TextLength / PerLayer;
        var start = (number * Step) + shift - (number % 8 == 7 ? Step / 2 : 0);
        lines.Append(
            CultureInfo.InvariantCulture,
            $$"""{"document":"D{{document}}","layer":"{{layer}}","code":"c{{((document * 7) + (number * 13)) % Codes}}","start":{{start}},"end":{{start + (Step * 3 / 4)}}}""").Append('\n');
    }
}
