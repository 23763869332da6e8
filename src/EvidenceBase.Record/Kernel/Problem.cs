namespace EvidenceBase.Record.Kernel;

/// <summary>Why a command was refused. The kind decides the HTTP status, the type is stable and documented.</summary>
public enum ProblemKind
{
    /// <summary>The content cannot be taken as it is (400).</summary>
    Malformed,

    /// <summary>Nobody is signed in (401).</summary>
    Unauthenticated,

    /// <summary>It may not be shown to, or done by, whoever asks (403).</summary>
    Forbidden,

    /// <summary>What the address names does not exist (404).</summary>
    NotFound,

    /// <summary>What the address names was there and is gone for good (410).</summary>
    Gone,

    /// <summary>The state of the record forbids it (409).</summary>
    Conflict,

    /// <summary>The stated version is no longer the current one (412).</summary>
    Stale,

    /// <summary>The content is well-formed but refers to what is not there or contradicts itself (422).</summary>
    Unprocessable,

    /// <summary>A replacing command did not say which version it replaces (428).</summary>
    VersionRequired,
}

/// <summary>A refusal that speaks to the person: what was wrong, where, what to do.</summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Type">Stable identifier in kebab-case, part of the contract (<c>key-taken</c>).</param>
/// <param name="Detail">What was wrong and what to do, in a sentence.</param>
/// <param name="Field">The field of the command it is about, as a JSON path, where there is one.</param>
public sealed record Problem(ProblemKind Kind, string Type, string Detail, string? Field = null)
{
    public static Problem Conflict(string type, string detail, string? field = null) => new(ProblemKind.Conflict, type, detail, field);

    public static Problem Unprocessable(string type, string detail, string? field = null) => new(ProblemKind.Unprocessable, type, detail, field);

    public static Problem NotFound(string what, string name) =>
        new(ProblemKind.NotFound, "not-found", what == Kinds.Study
            ? $"There is no study “{name}”."
            : $"There is no {what} “{name}” in this study. Keys are case-sensitive; a Guid works as well.");
}
