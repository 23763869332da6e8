namespace EvidenceBase.Platform.Http;

/// <summary>Says that an endpoint takes a plain text, for the OpenAPI document.</summary>
/// <param name="about">What the text is.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesTextAttribute(string about) : Attribute
{
    public string About { get; } = about;
}

/// <summary>Says that an endpoint takes a file and which fields beside it, for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesFileAttribute(Type fields) : Attribute
{
    public Type Fields { get; } = fields;
}
