using System.Text.Json;
using System.Text.Json.Serialization;

namespace EvidenceBase.Record.Sources;

/// <summary>
/// A bibliographic item as CSL-JSON 1.0.2 writes it. What other programs put into an item and this record does not name is kept in
/// <see cref="Others"/> and written out again, so that an item comes back whole. Two items are equal when their CSL-JSON is.
/// </summary>
public sealed record CslItem
{
    [JsonPropertyName("id"), JsonConverter(typeof(CslTextConverter))] public string? Id { get; init; }
    [JsonPropertyName("type")] public required string Type { get; init; }

    [JsonPropertyName("title")] public string? Title { get; init; }
    [JsonPropertyName("title-short")] public string? TitleShort { get; init; }
    [JsonPropertyName("original-title")] public string? OriginalTitle { get; init; }
    [JsonPropertyName("container-title")] public string? ContainerTitle { get; init; }
    [JsonPropertyName("collection-title")] public string? CollectionTitle { get; init; }
    [JsonPropertyName("collection-number"), JsonConverter(typeof(CslTextConverter))] public string? CollectionNumber { get; init; }

    [JsonPropertyName("author")] public IReadOnlyList<CslName>? Author { get; init; }
    [JsonPropertyName("editor")] public IReadOnlyList<CslName>? Editor { get; init; }
    [JsonPropertyName("translator")] public IReadOnlyList<CslName>? Translator { get; init; }
    [JsonPropertyName("collection-editor")] public IReadOnlyList<CslName>? CollectionEditor { get; init; }

    [JsonPropertyName("issued")] public CslDate? Issued { get; init; }
    [JsonPropertyName("accessed")] public CslDate? Accessed { get; init; }
    [JsonPropertyName("event-date")] public CslDate? EventDate { get; init; }
    [JsonPropertyName("original-date")] public CslDate? OriginalDate { get; init; }

    [JsonPropertyName("volume"), JsonConverter(typeof(CslTextConverter))] public string? Volume { get; init; }
    [JsonPropertyName("number-of-volumes"), JsonConverter(typeof(CslTextConverter))] public string? NumberOfVolumes { get; init; }
    [JsonPropertyName("issue"), JsonConverter(typeof(CslTextConverter))] public string? Issue { get; init; }
    [JsonPropertyName("page"), JsonConverter(typeof(CslTextConverter))] public string? Page { get; init; }
    [JsonPropertyName("edition"), JsonConverter(typeof(CslTextConverter))] public string? Edition { get; init; }
    [JsonPropertyName("number"), JsonConverter(typeof(CslTextConverter))] public string? Number { get; init; }
    [JsonPropertyName("chapter-number"), JsonConverter(typeof(CslTextConverter))] public string? ChapterNumber { get; init; }
    [JsonPropertyName("section"), JsonConverter(typeof(CslTextConverter))] public string? Section { get; init; }
    [JsonPropertyName("version"), JsonConverter(typeof(CslTextConverter))] public string? Version { get; init; }

    [JsonPropertyName("publisher")] public string? Publisher { get; init; }
    [JsonPropertyName("publisher-place")] public string? PublisherPlace { get; init; }
    [JsonPropertyName("genre")] public string? Genre { get; init; }
    [JsonPropertyName("medium")] public string? Medium { get; init; }
    [JsonPropertyName("status")] public string? Status { get; init; }
    [JsonPropertyName("event")] public string? Event { get; init; }
    [JsonPropertyName("event-title")] public string? EventTitle { get; init; }
    [JsonPropertyName("event-place")] public string? EventPlace { get; init; }
    [JsonPropertyName("authority")] public string? Authority { get; init; }
    [JsonPropertyName("jurisdiction")] public string? Jurisdiction { get; init; }
    [JsonPropertyName("archive")] public string? Archive { get; init; }

    [JsonPropertyName("DOI")] public string? Doi { get; init; }
    [JsonPropertyName("ISBN")] public string? Isbn { get; init; }
    [JsonPropertyName("ISSN")] public string? Issn { get; init; }
    [JsonPropertyName("URL")] public string? Url { get; init; }

    [JsonPropertyName("language")] public string? Language { get; init; }
    [JsonPropertyName("abstract")] public string? Abstract { get; init; }
    [JsonPropertyName("keyword")] public string? Keyword { get; init; }
    [JsonPropertyName("note")] public string? Note { get; init; }

    /// <summary>Variables that are not named above, as they came.</summary>
    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; init; }

    public bool Equals(CslItem? other) => SameJson.Of(this, other);

    public override int GetHashCode() => HashCode.Combine(Id, Type, Title);
}
