using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EvidenceBase.Platform.Http;

/// <summary>The OpenAPI document: endpoints read their bodies themselves, so what they take is told from their metadata.</summary>
internal static class OpenApiConfiguration
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddOperationTransformer(async (operation, context, cancellation) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesAttribute>().FirstOrDefault() is not { } takes)
                return;
            var schema = await context.GetOrCreateSchemaAsync(takes.RequestType, null, cancellation);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = takes.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
            };
        });
    }
}
