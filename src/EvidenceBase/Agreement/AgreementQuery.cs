using System.Globalization;
using System.Text.Json;
using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Kernel;
using Microsoft.Extensions.Primitives;

namespace EvidenceBase.Agreement;

/// <summary>Reads a question from an address: <c>layer=anna&amp;layer=ben&amp;coefficient=cohenKappa&amp;bootstrap=1000</c>.</summary>
internal sealed class AgreementQuery(IQueryCollection query)
{
    private static readonly string[] Known =
    [
        "layer", "document", "code", "unit", "valuation", "coefficient", "uncoded", "untouched", "overlap", "subcodes",
        "bootstrap", "seed", "level", "resample", "asOf",
    ];

    private Problem? problem;

    public (AgreementQuestion? Question, Problem? Problem) Read()
    {
        if (query.Keys.FirstOrDefault(key => !Known.Contains(key, StringComparer.Ordinal)) is { } unknown)
            problem = Malformed(unknown, $"There is no parameter “{unknown}”. There are: {string.Join(", ", Known)}.");
        if (Single("bootstrap") is null && (Single("seed") ?? Single("level") ?? Single("resample")) is not null)
            problem ??= Malformed("bootstrap", "A seed, a level and what to resample are for an interval: say “bootstrap=1000” as well.");
        var question = new AgreementQuestion(
            Many("layer") ?? [],
            Many("document"),
            Many("code"),
            Word("unit", UnitOfAnalysis.Characters),
            Word("valuation", Valuation.Presence),
            Many("coefficient")?.Select(name => Word("coefficient", name, Coefficient.PercentAgreement)).ToList(),
            Word("uncoded", Uncoded.Category),
            Word("untouched", Untouched.Uncoded),
            (int)Number("overlap", 100),
            Single("subcodes") is { } subcodes && (bool.TryParse(subcodes, out var value) ? value : Wrong("subcodes", "“subcodes” is true or false.", false)),
            Single("bootstrap") is null
                ? null
                : new((int)Number("bootstrap", 0), Number("seed", 1), (int)Number("level", 95), Word("resample", Resampled.Documents)),
            Single("asOf"));
        return problem is null ? (question, null) : (null, problem);
    }

    private List<string>? Many(string name) => query[name] is { Count: > 0 } values ? [.. values.Select(value => value ?? string.Empty)] : null;

    private string? Single(string name) => query[name] switch
    {
        { Count: 0 } => null,
        [{ } value] => value,
        StringValues => Wrong<string?>(name, $"Say “{name}” only once.", null),
    };

    private TWord Word<TWord>(string name, TWord usual)
        where TWord : struct, Enum => Single(name) is { } word ? Word(name, word, usual) : usual;

    private TWord Word<TWord>(string name, string word, TWord usual)
        where TWord : struct, Enum
    {
        var words = Enum.GetValues<TWord>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
        return words.TryGetValue(word, out var value) ? value : Wrong(name, $"“{name}” is one of {string.Join(", ", words.Keys)}, not “{word}”.", usual);
    }

    private long Number(string name, long usual)
    {
        if (Single(name) is not { } text)
            return usual;
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (name == "seed" || number <= int.MaxValue);
        return isNumber ? number : Wrong(name, $"“{name}” is a whole number, not “{text}”.", usual);
    }

    private TValue Wrong<TValue>(string name, string detail, TValue instead)
    {
        problem ??= Malformed(name, detail);
        return instead;
    }

    private static Problem Malformed(string name, string detail) => new(ProblemKind.Malformed, "malformed-parameter", detail, name);
}
