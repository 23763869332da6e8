using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace EvidenceBase.Platform.Http;

/// <summary>Problem documents (RFC 9457): a stable type, what was wrong, where, and what to do.</summary>
public static class Problems
{
    public const string TypePrefix = "urn:evidencebase:problem:";

    public static IResult Result(Problem problem, long? currentVersion = null) => Result(Details(problem, currentVersion));

    public static IResult Result(ProblemDetails details) => TypedResults.Problem(details);

    public static ProblemDetails Details(Problem problem, long? currentVersion = null)
    {
        var details = new ProblemDetails
        {
            Type = TypePrefix + problem.Type,
            Title = Title(problem.Kind),
            Status = Status(problem.Kind),
            Detail = problem.Detail,
        };
        if (problem.Field is not null)
            details.Extensions["field"] = problem.Field;
        if (currentVersion is not null)
            details.Extensions["currentVersion"] = currentVersion;
        return details;
    }

    public static int Status(ProblemKind kind) => kind switch
    {
        ProblemKind.Malformed => StatusCodes.Status400BadRequest,
        ProblemKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Gone => StatusCodes.Status410Gone,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Stale => StatusCodes.Status412PreconditionFailed,
        ProblemKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ProblemKind.VersionRequired => StatusCodes.Status428PreconditionRequired,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Title(ProblemKind kind) => kind switch
    {
        ProblemKind.Malformed => "The request cannot be read as it is",
        ProblemKind.Unauthenticated => "Sign in first",
        ProblemKind.Forbidden => "Not allowed",
        ProblemKind.NotFound => "Not found",
        ProblemKind.Gone => "Gone for good",
        ProblemKind.Conflict => "The record forbids it",
        ProblemKind.Stale => "It has changed since you read it",
        ProblemKind.Unprocessable => "The content does not fit the record",
        ProblemKind.VersionRequired => "Say which version you are replacing",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
