namespace EvidenceBase.Record.Sources;

/// <summary>What the study says about its knowledge of a work, apart from the bibliographic item itself.</summary>
public sealed record SourceAnnotations
{
    public static SourceAnnotations None { get; } = new();

    /// <summary>The record does not give the work whole. Nothing is supplied from elsewhere.</summary>
    public bool Incomplete { get; init; }

    /// <summary>What is not given (<c>publisher</c>).</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Why it is incomplete.</summary>
    public string? Why { get; init; }

    /// <summary>The title in the language of the study, where the title itself is in another.</summary>
    public string? TranslatedTitle { get; init; }

    /// <summary>The language and script of the title (<c>zh-Latn</c>).</summary>
    public string? TitleLanguage { get; init; }

    /// <summary>Only a rendering of the title is known; the work bears another.</summary>
    public bool TitleIsTranslation { get; init; }

    /// <summary>The title in its own script.</summary>
    public string? OriginalScriptTitle { get; init; }

    /// <summary>The short forms under which the work is printed in later notes.</summary>
    public IReadOnlyList<string> PrintedAs { get; init; } = [];

    /// <summary>Variants and errors of the print.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>The number of the note in which the work is cited first.</summary>
    public int? FirstNote { get; init; }

    /// <summary>The sign that stands beside a citation of an incomplete work, or none. It never becomes part of the note.</summary>
    public string? IncompleteSign() => !Incomplete ? null
        : Missing.Count > 0 ? $"[incomplete: {string.Join(", ", Missing)} not given]"
        : Why is not null ? $"[incomplete: {Why}]"
        : "[incomplete]";

    public bool Equals(SourceAnnotations? other) => SameJson.Of(this, other);

    public override int GetHashCode() => HashCode.Combine(Incomplete, Why, TranslatedTitle, FirstNote);
}
