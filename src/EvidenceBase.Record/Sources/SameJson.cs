using System.Text.Json;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Sources;

/// <summary>Equality of values that hold lists and foreign JSON: they are the same when they are written the same.</summary>
internal static class SameJson
{
    public static bool Of<T>(T? one, T? other)
        where T : class =>
        ReferenceEquals(one, other)
        || (one is not null && other is not null && JsonElement.DeepEquals(
            JsonSerializer.SerializeToElement(one, RecordJson.Options),
            JsonSerializer.SerializeToElement(other, RecordJson.Options)));
}
