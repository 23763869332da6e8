namespace EvidenceBase.Platform.Http;

/// <summary>Says that an endpoint takes a file and which fields beside it, for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesFileAttribute(Type fields) : Attribute
{
    public Type Fields { get; } = fields;
}
