using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Pages;

/// <summary>The addresses of a study's pages at one moment: every link keeps the moment that the page was asked for.</summary>
/// <param name="AsOf">The moment as the reader put it; null for now.</param>
public sealed record Addresses(string Slug, string? AsOf)
{
    public string Study => At(Base);

    public string Claims => At($"{Base}/claims");

    public string Sources => At($"{Base}/sources");

    public string Interviews => At($"{Base}/interviews");

    public string Figures => At($"{Base}/figures");

    public string Memos => At($"{Base}/memos");

    /// <summary>The trail has no past: it is read as it is now.</summary>
    public string Trail => $"{Base}/trail";

    public string Argument(string argument) => At($"{Base}/arguments/{Segment(argument)}");

    public string Step(string argument, string step) => At(StepPath(argument, step));

    public string StepPath(string argument, string step) => $"{Base}/arguments/{Segment(argument)}/steps/{Segment(step)}";

    /// <summary>The page of a thing, or null where its kind has none.</summary>
    public string? Of(string kind, string name) => Path(kind, name) is { } path ? At(path) : null;

    /// <summary>The same without a moment.</summary>
    public string? Path(string kind, string name) => kind switch
    {
        Kinds.Study => Base,
        Kinds.Claim => $"{Base}/claims/{Segment(name)}",
        Kinds.Source => $"{Base}/sources/{Segment(name)}",
        Kinds.Interview => $"{Base}/interviews/{Segment(name)}",
        Kinds.Figure => $"{Base}/figures/{Segment(name)}",
        Kinds.Memo => $"{Base}/memos/{Segment(name)}",
        Kinds.Argument => $"{Base}/arguments/{Segment(name)}",
        _ => null,
    };

    /// <summary>A key would be read as a way up the path where it is one or two dots; things of such keys are reached by their Guid.</summary>
    public static string Name(string? key, Guid id) => key is null or "." or ".." ? id.ToString() : key;

    /// <summary>A path at a moment.</summary>
    public static string Moment(string path, string asOf) => $"{path}?asOf={Uri.EscapeDataString(asOf).Replace("%3A", ":", StringComparison.Ordinal)}";

    private string Base => $"/studies/{Segment(Slug)}";

    private string At(string path) => AsOf is null ? path : Moment(path, AsOf);

    private static string Segment(string text) => Uri.EscapeDataString(text);
}
