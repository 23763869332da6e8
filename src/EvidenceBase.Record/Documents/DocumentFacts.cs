using System.Globalization;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Documents;

/// <summary>What the register tells other words of a document, so that a position can be checked without its text.</summary>
public static class DocumentFacts
{
    /// <summary>The length of the latest revision in code points.</summary>
    public const string Length = "length";

    /// <summary>The number of the latest revision.</summary>
    public const string Revision = "revision";

    /// <summary>The id of the interview that the document belongs to, where it belongs to one.</summary>
    public const string Interview = "interview";

    /// <summary>The id of the source that the document belongs to, where it belongs to one.</summary>
    public const string Source = "source";

    /// <summary>Whether it is confidential; interviews state the same under the same name.</summary>
    public const string Confidential = "confidential";

    /// <summary>How many pages it has, where that is told.</summary>
    public const string Pages = "pages";

    /// <summary>How long its recording is, in milliseconds, where that is told.</summary>
    public const string Duration = "duration";

    public static int LengthOf(Registered document) => Number(document, Length);

    public static int RevisionOf(Registered document) => Number(document, Revision);

    public static Guid? InterviewOf(Registered document) => document.Fact(Interview) is { } id ? Guid.Parse(id) : null;

    public static int? PagesOf(Registered document) => document.Fact(Pages) is { } pages ? int.Parse(pages, CultureInfo.InvariantCulture) : null;

    public static long? DurationOf(Registered document) =>
        document.Fact(Duration) is { } duration ? long.Parse(duration, CultureInfo.InvariantCulture) : null;

    /// <summary>Also of an interview. Where nothing is said it is.</summary>
    public static bool IsConfidential(Registered thing) => thing.Fact(Confidential) is not "false";

    internal static Dictionary<string, string> Of(DocumentDeposited deposited)
    {
        var facts = OfRevision(1, deposited.Text);
        facts[Confidential] = deposited.Confidential ? "true" : "false";
        if (deposited.BelongsTo is { } owner)
            facts[owner.Kind == Kinds.Interview ? Interview : Source] = owner.Id.ToString();
        return facts;
    }

    internal static Dictionary<string, string> Of(MediaDescribed described)
    {
        var facts = new Dictionary<string, string>();
        if (described.Pages is { } pages)
            facts[Pages] = pages.ToString(CultureInfo.InvariantCulture);
        if (described.Duration is { } duration)
            facts[Duration] = duration.ToString(CultureInfo.InvariantCulture);
        return facts;
    }

    internal static Dictionary<string, string> OfRevision(int number, SealedText text) => new()
    {
        [Length] = text.Length.ToString(CultureInfo.InvariantCulture),
        [Revision] = number.ToString(CultureInfo.InvariantCulture),
    };

    private static int Number(Registered document, string name) =>
        int.Parse(document.Fact(name) ?? throw new ArgumentException($"The {document.Kind} “{document.Name}” states no {name}."), CultureInfo.InvariantCulture);
}
