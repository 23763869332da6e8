using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codings;

/// <summary>What the register tells other words of a coding.</summary>
public static class CodingFacts
{
    /// <summary>The ids of its codes, separated by spaces.</summary>
    public const string Codes = "codes";

    /// <summary>The id of the document in whose text it stands; a coded statement has none.</summary>
    public const string Document = "document";

    /// <summary>The id of the interview it rests on, where it rests on one.</summary>
    public const string Interview = "interview";

    public const string Layer = "layer";

    /// <summary>The id of the document on whose pages, or in whose recording, it stands; a coding of words has none.</summary>
    public const string ShownIn = "shownIn";

    public static IReadOnlyList<Guid> CodesOf(Registered coding) => [.. (coding.Fact(Codes) ?? string.Empty).Split(' ').Select(Guid.Parse)];

    public static Guid? DocumentOf(Registered coding) => Id(coding, Document);

    public static Guid? InterviewOf(Registered coding) => Id(coding, Interview);

    internal static Dictionary<string, string> Of(SegmentCoded coded)
    {
        var facts = Of([coded.CodeId], coded.Layer, coded.InterviewId);
        facts[Document] = coded.DocumentId.ToString();
        return facts;
    }

    internal static Dictionary<string, string> Of(StatementCoded coded) => Of(coded.CodeIds, coded.Layer, coded.InterviewId);

    internal static Dictionary<string, string> OfPlace(Guid code, string layer, Guid? interview, Guid document)
    {
        var facts = Of([code], layer, interview);
        facts[ShownIn] = document.ToString();
        return facts;
    }

    private static Dictionary<string, string> Of(IReadOnlyList<Guid> codes, string layer, Guid? interview)
    {
        var facts = new Dictionary<string, string> { [Codes] = string.Join(' ', codes), [Layer] = layer };
        if (interview is { } id)
            facts[Interview] = id.ToString();
        return facts;
    }

    private static Guid? Id(Registered coding, string name) => coding.Fact(name) is { } id ? Guid.Parse(id) : null;
}
