using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Http;

/// <summary>One of several words in the query of an address.</summary>
internal static class QueryWord
{
    /// <summary>The word that was given; the first where nothing is said.</summary>
    public static (string Chosen, Problem? Problem) Of(HttpContext http, string name, params IReadOnlyList<string> words)
    {
        if (http.Request.Query[name] is not [{ Length: > 0 } given])
            return (words[0], null);
        return words.Contains(given)
            ? (given, null)
            : (words[0], new(ProblemKind.Malformed, $"malformed-{name}", $"“{name}” is one of: {string.Join(", ", words)}; this was “{given}”.", name));
    }
}
