using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Http;

/// <summary>
/// Who may use an endpoint. Every endpoint carries one of these; one that carries none is refused to everybody, and a test fails.
/// </summary>
public abstract class AccessAttribute : Attribute;

/// <summary>Members of the study whose role, and whose token if they came with one, gives this right.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(Right right) : AccessAttribute
{
    public Right Right { get; } = right;
}

/// <summary>Whoever is signed in. What the endpoint shows or does is about the caller alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsSignInAttribute : AccessAttribute
{
    /// <summary>Refused to access tokens: what a person decides about themselves (tokens, passwords) a script must not.</summary>
    public bool InPerson { get; init; }
}

/// <summary>Who administers the whole service: the local owner of a laptop, an administrator of a server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAdministratorAttribute : AccessAttribute;

/// <summary>Everybody, signed in or not.</summary>
/// <param name="why">The reason, for who reviews the list of such endpoints.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAnyoneAttribute(string why) : AccessAttribute
{
    public string Why { get; } = why;
}
