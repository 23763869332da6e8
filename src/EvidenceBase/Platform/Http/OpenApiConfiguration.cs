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
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<TakesFileAttribute>().FirstOrDefault() is { } takesFile)
                operation.RequestBody = File(await context.GetOrCreateSchemaAsync(takesFile.Fields, null, cancellation));
            if (metadata.OfType<TakesAttribute>().FirstOrDefault() is not { } takes)
                return;
            var schema = await context.GetOrCreateSchemaAsync(takes.RequestType, null, cancellation);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = takes.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
            };
        });
    }

    /// <summary>The fields beside the file may also stand in the address.</summary>
    private static OpenApiRequestBody File(OpenApiSchema fields)
    {
        var bytes = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        fields.Properties ??= new Dictionary<string, IOpenApiSchema>();
        fields.Properties["file"] = bytes;
        return new()
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new() { Schema = fields },
                ["application/octet-stream"] = new() { Schema = bytes },
            },
        };
    }
}
