using System.Text.Json;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using FluentValidation;

namespace EvidenceBase.Sources;

/// <summary>Shapes that the commands of sources share. What an item must say is for the decision.</summary>
internal static class SourceRules
{
    private const int LongestItem = 200_000;

    public static IRuleBuilderOptions<T, CslItem?> Item<T>(this IRuleBuilder<T, CslItem?> rule) => rule
        .NotNull().WithMessage("Give the work as a CSL-JSON item with type and title.")
        .Must(item => item is null || Fits(item))
        .WithMessage($"An item is at most {LongestItem} characters of JSON and holds plain Unicode text, without control characters, and whole numbers of at most 15 digits: write others as text.");

    public static IRuleBuilderOptions<T, SourceAnnotations?> Annotations<T>(this IRuleBuilder<T, SourceAnnotations?> rule) => rule
        .Must(annotations => annotations is null || Fits(annotations))
        .WithMessage($"Annotations are at most {LongestItem} characters of JSON and hold plain Unicode text, without control characters.");

    private static bool Fits<T>(T value)
    {
        var json = JsonSerializer.SerializeToElement(value, RecordJson.Options);
        return json.GetRawText().Length <= LongestItem && IsClean(json);
    }

    private static bool IsClean(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => SharedRules.IsClean(json.GetString()!),
        JsonValueKind.Array => json.EnumerateArray().All(IsClean),
        JsonValueKind.Object => json.EnumerateObject().All(property => SharedRules.IsClean(property.Name) && IsClean(property.Value)),
        // Others have no exact form that the transparency log could sign.
        JsonValueKind.Number => json.GetRawText() is { Length: <= 16 } digits && digits.TrimStart('-') is { Length: <= 15 } whole && whole.All(char.IsAsciiDigit),
        _ => true,
    };
}
