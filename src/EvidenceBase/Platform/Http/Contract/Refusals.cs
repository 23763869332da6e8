using System.Text.Json.Nodes;
using EvidenceBase.Platform.Http.Limits;
using EvidenceBase.Record.Kernel;
using Microsoft.OpenApi;

namespace EvidenceBase.Platform.Http.Contract;

/// <summary>What a refusal looks like, for each status once: the same problem documents that the service sends.</summary>
internal static class Refusals
{
    public const string Schema = "Problem";

    /// <summary>What no endpoint foresees.</summary>
    public const string Unforeseen = "Failure";

    private static readonly (int Status, string Name, string About, Func<Microsoft.AspNetCore.Mvc.ProblemDetails> Example)[] Foreseen =
    [
        (400, "Malformed", "The request cannot be read as it is: what is wrong, and where.", () => Problems.Details(
            new(ProblemKind.Malformed, "malformed-json", "The JSON does not fit (line 1, byte 9): the member is not known.", "name"))),
        (401, "NotSignedIn", "Nobody is signed in.", () => Problems.Details(
            new(ProblemKind.Unauthenticated, "not-signed-in", "Sign in, or send an access token: Authorization: Bearer …"))),
        (403, "NotAllowed", "The caller's role, or the access token, does not allow it; or a blind coder could learn from it what others have coded.", () => Problems.Details(
            new(ProblemKind.Forbidden, "not-allowed", "As Reader you may not do this; it takes one of: Owner, Editor. Ask an owner of the study."))),
        (404, "NotFound", "What the address names does not exist – or the caller has no role in the study.", () => Problems.Details(Problem.NotFound("claim", "C9"))),
        (409, "Conflict", "The state of the record forbids it.", () => Problems.Details(
            Problem.Conflict("key-taken", "There is already a claim “C1” in this study. Keys are never reused; choose another.", "key"))),
        (410, "Gone", "It was there and was erased.", () => Problems.Details(new(ProblemKind.Gone, "erased", "The text was erased and is gone for good."))),
        (412, "Stale", "It has changed since it was read; `currentVersion` is its version now.", () => Problems.Details(
            new(ProblemKind.Stale, "stale-version", "You read version 3; it is at version 4 now. Read it again and repeat the change."), 4)),
        (413, "TooLarge", "The body is larger than is taken.", () => LimitProblems.TooLarge(1 << 20)),
        (415, "UnsupportedFile", "The file is of no kind whose text is read.", () => Uploads.Details(
            StatusCodes.Status415UnsupportedMediaType, "unsupported-file", "This is a picture; its text cannot be read.")),
        (422, "Unprocessable", "The content names what is not there, contradicts itself, or the Idempotency-Key was used for another command.", () => Problems.Details(
            Problem.Unprocessable("unknown-reference", "There is no case “C9” in this study. Name one that exists, by key or Guid.", "cases[0]"))),
        (428, "VersionRequired", "It does not say which version it replaces.", () => Problems.Details(
            new(ProblemKind.VersionRequired, "version-required", "This command replaces something: send If-Match with the ETag of what you read."), 3)),
        (429, "TooMany", "More requests a minute than are taken.", () => LimitProblems.TooMany(600, 2)),
    ];

    public static string NameOf(int status) => Foreseen.Single(one => one.Status == status).Name;

    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent(Schema, ProblemSchema());
        foreach (var (status, name, about, example) in Foreseen)
            document.AddComponent(name, Response(document, about, Json(example()), status is 429));
        document.AddComponent(Unforeseen, Response(document, "Something failed that should not have, took too long, or the database cannot be reached. A command sent again with the same Idempotency-Key is not done twice.", null, retryAfter: true));
    }

    private static OpenApiResponse Response(OpenApiDocument document, string about, JsonNode? example, bool retryAfter) => new()
    {
        Description = about,
        Headers = retryAfter ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = new OpenApiHeaderReference("RetryAfter", document) } : null,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Schema, document), Example = example },
        },
    };

    private static JsonNode Json(Microsoft.AspNetCore.Mvc.ProblemDetails details) => System.Text.Json.JsonSerializer.SerializeToNode(details, RecordJson.Options)!;

    private static OpenApiSchema ProblemSchema() => new()
    {
        Description = "A problem document (RFC 9457). Its type is stable.",
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Member(JsonSchemaType.String, "`urn:evidencebase:problem:` and a word in kebab-case."),
            ["title"] = Member(JsonSchemaType.String, "The sort of problem."),
            ["status"] = Member(JsonSchemaType.Integer, "The HTTP status."),
            ["detail"] = Member(JsonSchemaType.String, "What was wrong and what to do."),
            ["field"] = Member(JsonSchemaType.String, "The field of the request it is about."),
            ["currentVersion"] = Member(JsonSchemaType.Integer, "The version of what was to be changed, as it is now."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Where several fields have the wrong shape: what is wrong with each.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
            ["wrong"] = Member(JsonSchemaType.Integer, "How many lines of a batch are wrong."),
            ["lines"] = new OpenApiSchema { Type = JsonSchemaType.Array, Description = "The first of them.", Items = new OpenApiSchema { Type = JsonSchemaType.Object } },
        },
        AdditionalPropertiesAllowed = true,
    };

    private static OpenApiSchema Member(JsonSchemaType type, string about) => new() { Type = type, Description = about };
}
