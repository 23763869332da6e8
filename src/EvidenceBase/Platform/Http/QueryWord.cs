using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Http;

/// <summary>Words in the query of an address.</summary>
internal static class QueryWord
{
    /// <summary>What was given under a name; null where nothing is said.</summary>
    public static string? Given(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } text] ? text : null;

    /// <summary>The one of several words that was given; the first where nothing is said.</summary>
    public static (string Chosen, Problem? Problem) Of(HttpContext http, string name, params IReadOnlyList<string> words)
    {
        if (Given(http.Request.Query, name) is not { } given)
            return (words[0], null);
        return words.Contains(given)
            ? (given, null)
            : (words[0], new(ProblemKind.Malformed, $"malformed-{name}", $"“{name}” is one of: {string.Join(", ", words)}; this was “{given}”.", name));
    }
}
