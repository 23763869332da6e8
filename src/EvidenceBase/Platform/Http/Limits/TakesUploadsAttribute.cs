namespace EvidenceBase.Platform.Http.Limits;

/// <summary>The endpoint takes whole texts, batches or files: its body may have as many bytes as an upload.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesUploadsAttribute : Attribute;
