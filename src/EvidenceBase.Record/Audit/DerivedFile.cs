using System.Runtime.CompilerServices;
using System.Text.Json;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Audit;

/// <summary>A file of an audit bundle that follows from the history alone: whoever has that can make it again, to the byte.</summary>
/// <param name="Path">In the bundle.</param>
/// <param name="Lines">Its lines, each to be ended by LF, in UTF-8.</param>
public sealed record DerivedFile(string Path, Func<CancellationToken, IAsyncEnumerable<string>> Lines)
{
    public const string ViewFolder = "views/";

    /// <summary>All of them, in their order. Each is to be read before the next is asked for: one kind of view is in memory at a time.</summary>
    public static IEnumerable<DerivedFile> All(FoldedStudy study, ReportDocument report, ReadHistory history)
    {
        yield return new("README.md", _ => BundleReadMe.Lines().ToAsyncEnumerable());
        yield return new("schema/events.json", _ => EventSchemas.Lines().ToAsyncEnumerable());
        foreach (var (kind, views) in study.Views())
            yield return Views(kind, _ => views.Select(view => Text(view.Body)).ToAsyncEnumerable());
        yield return Views(Kinds.Coding, cancellation => Codings(study, history, cancellation));
        yield return new("provenance.jsonld", cancellation => Provenance.Lines(history, cancellation));
        yield return new("report.html", _ => ReportPage.Lines(report).ToAsyncEnumerable());
    }

    private static DerivedFile Views(string kind, Func<CancellationToken, IAsyncEnumerable<string>> items) =>
        new($"{ViewFolder}{kind}.json", cancellation => Array(items(cancellation), cancellation));

    /// <summary>A JSON array with one item a line.</summary>
    private static async IAsyncEnumerable<string> Array(IAsyncEnumerable<string> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return "[";
        string? held = null;
        await foreach (var item in items.WithCancellation(cancellation))
        {
            if (held is not null)
                yield return $"{held},";
            held = item;
        }

        if (held is not null)
            yield return held;
        yield return "]";
    }

    private static async IAsyncEnumerable<string> Codings(FoldedStudy study, ReadHistory history, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var coding in study.Codings(history, cancellation))
            yield return Text(coding);
    }

    private static string Text(object body) => JsonSerializer.Serialize(body, body.GetType(), RecordJson.Options);
}
