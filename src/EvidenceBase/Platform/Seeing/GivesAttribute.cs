using Microsoft.AspNetCore.Http.Metadata;

namespace EvidenceBase.Platform.Seeing;

/// <summary>Says what an endpoint gives, for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class GivesAttribute(Type body, string contentType = "application/json", int statusCode = StatusCodes.Status200OK)
    : Attribute, IProducesResponseTypeMetadata
{
    public Type Type { get; } = body;

    public int StatusCode { get; } = statusCode;

    /// <summary>Whether an answer that can be asked for as of a moment tells the position that it stands at.</summary>
    public bool Positioned { get; init; } = true;

    /// <summary>Whether the answer carries an ETag although nothing in it says a version.</summary>
    public bool Tagged { get; init; }

    public IEnumerable<string> ContentTypes { get; } = [contentType];
}

/// <summary>Says that an endpoint gives one view as it is stored, with its ETag, and 304 to who has it already.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GivesViewAttribute(Type body) : GivesAttribute(body);

/// <summary>A page of a list.</summary>
/// <param name="Next">The cursor of the next page, or null on the last.</param>
public sealed record Listing<TItem>(IReadOnlyList<TItem> Items, string? Next);
