using System.Globalization;
using System.Text.Json.Nodes;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EvidenceBase.Platform.Http.Contract;

/// <summary>Describes one operation from the metadata of its endpoint: what it takes, who may use it, what it answers and what it refuses.</summary>
internal sealed class DescribedOperation : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var (endpoint, document) = (new DescribedEndpoint(context.Description), context.Document!);
        var segments = endpoint.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        operation.Tags = new HashSet<OpenApiTagReference> { new(segments.Skip(3).Append("studies").First().Split(':')[0].Trim('{', '}'), document) };

        // Where a method has no comment it is named by its address, twice.
        if (operation.Summary?.StartsWith($"{endpoint.Method}_", StringComparison.Ordinal) == true)
            operation.Summary = operation.Description = null;
        if (endpoint.Takes is { } takes)
            operation.RequestBody = await Body(operation, takes, context, cancellationToken);
        if (endpoint.FieldsOfFile is { } fields)
            operation.RequestBody = File(await context.GetOrCreateSchemaAsync(fields, null, cancellationToken), RequestExamples.Of(fields));
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesTextAttribute>().FirstOrDefault() is { } takesText)
            operation.RequestBody = Text(takesText.About);
        operation.OperationId = OperationId(endpoint, segments);
        operation.Parameters = [.. Asked(endpoint, document)];
        Allowed(operation, endpoint, document);
        Answered(operation, endpoint, document);
    }

    /// <summary>Null where nothing is to be said: the command is in the address.</summary>
    private static async Task<OpenApiRequestBody?> Body(
        OpenApiOperation operation, TakesAttribute takes, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var schema = await context.GetOrCreateSchemaAsync(takes.RequestType, null, cancellation);
        operation.Summary ??= schema.Description;
        if (schema.Properties is null or { Count: 0 } && schema.Type == JsonSchemaType.Object)
            return null;
        var examples = RequestExamples.Of(takes.RequestType);
        return new()
        {
            Required = schema.Required is { Count: > 0 } || schema.Type == JsonSchemaType.Array,
            Content = takes.ContentTypes.ToDictionary(type => type, type => RequestExamples.Describe(type, schema, examples)),
        };
    }

    private static OpenApiRequestBody Text(string about) => new()
    {
        Required = true,
        Description = about,
        Content = new Dictionary<string, OpenApiMediaType> { ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } },
    };

    /// <summary>The fields beside the file may also stand in the address.</summary>
    private static OpenApiRequestBody File(OpenApiSchema fields, IReadOnlyList<ExampleAttribute> examples)
    {
        var bytes = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "The file, as it is." };
        fields.Properties ??= new Dictionary<string, IOpenApiSchema>();
        fields.Properties["file"] = bytes;
        fields.Required ??= new HashSet<string>();
        fields.Required.Add("file");
        return new()
        {
            Description = "The file with its fields as parts of a form, or the file alone with its fields in the address.",
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = RequestExamples.DescribeAsJson(fields, examples),
                ["application/octet-stream"] = new() { Schema = bytes },
            },
        };
    }

    /// <summary>Commands by their name, everything else by method and path.</summary>
    private static string OperationId(DescribedEndpoint endpoint, string[] segments) => endpoint is { IsCommand: true, Takes: { } takes }
        ? char.ToLowerInvariant(takes.RequestType.Name[0]) + takes.RequestType.Name[1..]
        : string.Join('-', segments.Skip(1).Select(segment => segment.Trim('{', '}').Replace(':', '-')).Prepend(endpoint.Method.ToLowerInvariant()));

    private static IEnumerable<IOpenApiParameter> Asked(DescribedEndpoint endpoint, OpenApiDocument document)
    {
        foreach (var name in endpoint.PathNames)
            yield return Parameters.InPathOf(name);
        foreach (var name in endpoint.Query)
            yield return Parameters.InQueryOf(name);
        IEnumerable<(string Name, bool Applies)> headers =
        [
            ("IdempotencyKey", endpoint.IsRepeatable),
            (endpoint.Replaces ? "IfMatchNeeded" : "IfMatch", endpoint.IsCommand),
            ("IfNoneMatch", endpoint.GivesView),
            ("Prefer", endpoint.IsRepeatable),
            ("Reason", endpoint.IsRepeatable),
            ("CorrelationId", endpoint.IsRepeatable),
        ];
        foreach (var (name, _) in headers.Where(header => header.Applies))
            yield return new OpenApiParameterReference(name, document);
    }

    /// <summary>Who may use it: in words, as an extension, and as the ways to sign in.</summary>
    private static void Allowed(OpenApiOperation operation, DescribedEndpoint endpoint, OpenApiDocument document)
    {
        var (word, sentence) = endpoint.Access switch
        {
            NeedsAttribute { Right: var right } => (right.ToString(), $"Needs the right `{right.ToString().ToLowerInvariant()}` ({string.Join(", ", RoleRights.WithRight(right)).ToLowerInvariant()})."),
            NeedsSignInAttribute { InPerson: true } => ("SignedIn", "For whoever is signed in, in person."),
            NeedsSignInAttribute => ("SignedIn", "For whoever is signed in."),
            NeedsAdministratorAttribute => ("Administrator", "For an administrator of the service, in person."),
            OpenToAnyoneAttribute => ("Anyone", "Open to anyone."),
            _ => ("Nobody", "Open to nobody."),
        };
        if (endpoint.IsOpenToBlind)
            sentence += " Open to blind coders, who are shown their own codings only.";
        operation.Description = operation.Description is { Length: > 0 } said ? $"{said}\n\n{sentence}" : sentence;
        operation.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-needs"] = new JsonNodeExtension(word) };
        if (endpoint.Access is not OpenToAnyoneAttribute)
        {
            operation.Security =
            [
                new() { [new OpenApiSecuritySchemeReference(SharedParts.Bearer, document)] = [] },
                new() { [new OpenApiSecuritySchemeReference(SharedParts.Session, document)] = [] },
            ];
        }
    }

    private static void Answered(OpenApiOperation operation, DescribedEndpoint endpoint, OpenApiDocument document)
    {
        operation.Responses ??= [];
        var given = (endpoint.Gives?.StatusCode ?? StatusCodes.Status200OK).ToString(CultureInfo.InvariantCulture);
        foreach (var other in operation.Responses.Keys.Where(status => status != given).ToList())
            operation.Responses.Remove(other);
        var answer = Answers.Of($"{endpoint.Method} {endpoint.Path}");
        foreach (var response in operation.Responses.Values.OfType<OpenApiResponse>())
        {
            response.Description = operation.Summary ?? "What was asked for.";
            response.Headers = AnswerHeaders(endpoint).ToDictionary(header => header.Name, IOpenApiHeader (header) => new OpenApiHeaderReference(header.Part, document));
            foreach (var other in response.Content?.Keys.Except(endpoint.Gives?.ContentTypes ?? []).ToList() ?? [])
                response.Content!.Remove(other);
            if (endpoint.Gives is { } gives && gives.ContentTypes.Any() && response.Content is null or { Count: 0 })
                response.Content = gives.ContentTypes.ToDictionary(type => type, _ => Plain(gives.Type));
            foreach (var content in response.Content?.Values ?? [])
                content.Example = answer;
        }

        if (endpoint.GivesView)
            operation.Responses["304"] = new OpenApiResponse { Description = "It is still as the client has it." };
        foreach (var status in endpoint.Refusals())
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(Refusals.NameOf(status), document);
        operation.Responses["default"] = new OpenApiResponseReference(Refusals.Unforeseen, document);
    }

    /// <summary>Of what is no JSON.</summary>
    private static OpenApiMediaType Plain(Type type) =>
        new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = type == typeof(byte[]) ? "binary" : null } };

    private static IEnumerable<(string Name, string Part)> AnswerHeaders(DescribedEndpoint endpoint)
    {
        IEnumerable<(string Name, string Part, bool Given)> headers =
        [
            ("ETag", "ETag", endpoint.GivesVersion),
            ("Location", "Location", endpoint is { IsCommand: true, Creates: true } or { Gives.StatusCode: StatusCodes.Status202Accepted }),
            ("Idempotent-Replayed", "IdempotentReplayed", endpoint.IsRepeatable),
            ("Preference-Applied", "PreferenceApplied", endpoint.IsCommand),
            ("Evidence-Position", "EvidencePosition", endpoint.TellsPosition),
        ];
        return headers.Where(header => header.Given).Select(header => (header.Name, header.Part));
    }
}
