using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Rounds;

/// <summary>What a blind coder is answered does not depend on the codings of others in a single byte, for any operation of the contract.</summary>
public sealed partial class BlindnessTests(SharedService service)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["document"] = "notes", ["interview"] = "H%201", ["code"] = "loss", ["round"] = "r1", ["principal"] = "service:ben", ["things"] = "codings",
        ["claim"] = "C1", ["kind"] = "coding",
    };

    [Fact]
    public async Task Given_a_blind_owner_when_another_codes_then_every_operation_answers_byte_for_byte_as_before()
    {
        var round = await RoundStudy.Open(service.Running);
        await round.Study.Given("claims", """{"key":"C1","kind":"causal","text":"The move cost shifts."}""");
        var own = await round.Code(round.Anna, "anna", "loss", 33, 60);
        await round.Study.Given("memos", """{"key":"m1","title":"A memo","text":"So that the views have caught up.","category":"process"}""");
        var before = await Answers(round, own, Guid.CreateVersion7());

        var coded = await round.Code(round.Ben, "ben", "loss", 40, 60);
        foreach (var start in Enumerable.Range(0, 20))
            await round.Code(round.Ben, "ben", "silence", start, start + 5);
        await Act(round, "POST", $"{round.Api}/codings/{coded}/notes", """{"note":"Sure."}""", asBen: true);
        await round.Study.Given("codings", """{"layer":"import","interview":"H 1","codes":["loss"],"statement":"It went.","key":"st-1"}""");
        await round.Study.Given("claims/C1/evidence", $$"""{"stance":"supports","cites":{"kind":"coding","name":"{{coded}}"},"weight":"One account."}""");
        var after = await Answers(round, own, coded);

        before.Count.ShouldBeGreaterThan(150);
        before.Count(answer => answer.Value.StartsWith("200", StringComparison.Ordinal)).ShouldBeGreaterThan(12);
        var different = before.Where(answer => after[answer.Key] != answer.Value).Select(answer => $"{answer.Key}\n  {answer.Value}\n  {after[answer.Key]}");
        different.ShouldBeEmpty();
    }

    /// <summary>Every operation of the contract, about anna's own coding and about one that is ben's or nobody's.</summary>
    private static async Task<Dictionary<string, string>> Answers(RoundStudy round, Guid own, Guid other)
    {
        var answers = new Dictionary<string, string>();
        foreach (var (method, path) in Operations())
        {
            foreach (var (whose, coding) in new[] { ("own", own), ("other", other) })
            {
                var address = Parameter().Replace(
                    path.Replace("{study}", round.Study.Slug, StringComparison.Ordinal),
                    match => match.Groups[1].Value is "coding" or "name" ? coding.ToString() : Names.GetValueOrDefault(match.Groups[1].Value, "nothing"));
                var json = method == "GET" ? null : method == "DELETE" && whose == "own" ? "{\"nonsense\":1}" : "{\"note\":\"\",\"start\":-1}";
                answers[$"{method} {path} {whose}"] = (await Act(round, method, address, json)).Replace(coding.ToString(), "CODING", StringComparison.Ordinal);
            }
        }

        foreach (var query in new[] { "?limit=2", "?layer=ben", "?layer=anna", "?document=notes", "?code=silence", "?interview=H%201", "?asOf=position:1", "?redefined=false", "?order=place&layer=ben", "?order=codebook" })
            answers[query] = await Act(round, "GET", $"{round.Api}/codings{query}", null);
        foreach (var query in new[] { "", "?layer=ben", "?redefined=false", "?document=notes" })
            answers[$"counts{query}"] = await Act(round, "GET", $"{round.Api}/codings:counts{query}", null);
        answers["a valid note on another's coding"] =
            (await Act(round, "POST", $"{round.Api}/codings/{other}/notes", """{"note":"Mine?"}""")).Replace(other.ToString(), "CODING", StringComparison.Ordinal);
        answers["the same with a version"] =
            (await Act(round, "DELETE", $"{round.Api}/codings/{other}", """{"reason":"Mine?"}""", ifMatch: "\"7\"")).Replace(other.ToString(), "CODING", StringComparison.Ordinal);
        answers["a key that another has taken"] =
            await Act(round, "POST", $"{round.Api}/codings", """{"layer":"anna","interview":"H 1","codes":["loss"],"statement":"It went.","key":"st-1"}""");
        answers["what was read before, if it has changed"] = await Act(round, "GET", $"{round.Api}/documents/notes", null, ifNoneMatch: "\"1-2\"");
        return answers;
    }

    private static async Task<string> Act(
        RoundStudy round, string method, string path, string? json, bool asBen = false, string? ifMatch = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        using var response = await (asBen ? round.Ben : round.Anna).SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        var body = Trace().Replace(await response.Content.ReadAsStringAsync(), "\"traceId\":\"T\"");
        return $"{(int)response.StatusCode} {string.Join("; ", headers.Order())} {body}";
    }

    private static IEnumerable<(string Method, string Path)> Operations() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Access", "endpoint-rights.txt"))
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where parts[1].Contains("{study}", StringComparison.Ordinal)
        select (parts[0], parts[1]);

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
