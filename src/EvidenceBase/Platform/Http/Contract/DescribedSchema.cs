using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EvidenceBase.Platform.Http.Contract;

/// <summary>
/// What the types alone do not say. Members of a record that are always there are those without a default that are not nullable: null is left out,
/// and the reader of commands demands none, so that a validator can say what is missing in its own words. Enumerations are words.
/// </summary>
internal static class DescribedSchema
{
    public static Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (schema.Enum is { Count: > 0 })
            schema.Type ??= JsonSchemaType.String;
        var type = context.JsonTypeInfo.Type;
        if (context.JsonPropertyInfo is null && schema.Properties is { Count: > 0 } && Constructor(type) is { } constructor)
        {
            var nullability = new NullabilityInfoContext();
            foreach (var parameter in constructor.GetParameters())
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
                if (parameter.HasDefaultValue || nullability.Create(parameter).WriteState == NullabilityState.Nullable)
                    schema.Required?.Remove(name);
                else if (schema.Properties.ContainsKey(name))
                    (schema.Required ??= new HashSet<string>()).Add(name);
            }
        }

        return Task.CompletedTask;
    }

    private static ConstructorInfo? Constructor(Type type) =>
        type.Namespace?.StartsWith("EvidenceBase", StringComparison.Ordinal) == true && type.GetConstructors() is [var one] ? one : null;
}
