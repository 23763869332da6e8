using System.Reflection;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Seeing;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Wolverine.Http;

namespace EvidenceBase.Platform.Http.Contract;

/// <summary>The OpenAPI document: what endpoints take, give and refuse is told from their metadata, at one place for all of them.</summary>
internal static class OpenApiConfiguration
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer(DescribedSchema.Complete);
        options.AddOperationTransformer<DescribedOperation>();
        options.AddDocumentTransformer(SharedParts.Add);
    }

    /// <summary>What every endpoint is described by beyond its attributes: its method, for the comments, and the answer that commands have in common.</summary>
    public static void Describe(HttpChain chain)
    {
        var method = chain.Method.Method;
        chain.Metadata.WithMetadata(method);
        var status = method.IsDefined(typeof(CreatesAttribute), inherit: false) ? StatusCodes.Status201Created : StatusCodes.Status200OK;

        // Once more, after what is told of the method's own result, which says nothing: the last counts.
        if (method.GetCustomAttribute<GivesAttribute>() is { } gives)
            chain.Metadata.WithMetadata(gives);
        else if (method.IsDefined(typeof(TakesAttribute), inherit: false))
            chain.Metadata.WithMetadata(new GivesAttribute(typeof(CommandAnswer), statusCode: status));
    }
}
