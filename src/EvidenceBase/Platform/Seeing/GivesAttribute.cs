using Microsoft.AspNetCore.Http.Metadata;

namespace EvidenceBase.Platform.Seeing;

/// <summary>Says what an endpoint gives, for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GivesAttribute(Type body, string contentType = "application/json", int statusCode = StatusCodes.Status200OK)
    : Attribute, IProducesResponseTypeMetadata
{
    public Type Type { get; } = body;

    public int StatusCode { get; } = statusCode;

    public IEnumerable<string> ContentTypes { get; } = [contentType];
}

/// <summary>A page of a list.</summary>
/// <param name="Next">The cursor of the next page, or null on the last.</param>
public sealed record Listing<TItem>(IReadOnlyList<TItem> Items, string? Next);
