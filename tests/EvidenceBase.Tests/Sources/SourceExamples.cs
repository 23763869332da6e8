using System.Text.Json;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;

namespace EvidenceBase.Tests.Sources;

internal static class SourceExamples
{
    /// <summary>A source from CSL-JSON, as other programs write it.</summary>
    public static Source Of(string csl, SourceAnnotations? annotations = null) =>
        new("key", JsonSerializer.Deserialize<CslItem>(csl, RecordJson.Options)!, annotations ?? SourceAnnotations.None);

    public static CslItem Book { get; } = new()
    {
        Type = "book",
        Title = "Internationalizing China: Domestic Interests and Global Linkages",
        Author = [new CslName { Family = "Zweig", Given = "David" }],
        Issued = CslDate.On(2002),
        Publisher = "Cornell University Press",
        PublisherPlace = "Ithaca, NY",
        CollectionTitle = "Cornell Studies in Political Economy",
    };

    /// <summary>The text with the italic runs between asterisks.</summary>
    public static string Marked(this RichText text) => string.Concat(text.Runs.Select(run => run.Italic ? $"*{run.Text}*" : run.Text));
}
