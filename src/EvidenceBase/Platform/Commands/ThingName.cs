using FluentValidation;
using static EvidenceBase.Record.Kernel.Kinds;

namespace EvidenceBase.Platform.Commands;

/// <summary>A thing of the study as a command names it: its kind, and its key or Guid.</summary>
public sealed record ThingName(string Kind, string Name);

public sealed class ThingNameValidator : AbstractValidator<ThingName>
{
    /// <summary>The kinds that a note may be about and that may bear on a case.</summary>
    public static readonly IReadOnlyList<string> Kinds =
        [Source, Interview, Document, Code, Coding, Case, Figure, Claim, Evidence, Argument, Step, Memo];

    public ThingNameValidator()
    {
        RuleFor(thing => thing.Kind).Must(kind => Kinds.Contains(kind)).WithMessage(Rule);
        RuleFor(thing => thing.Name).NotEmpty().WithMessage("Name the thing by its key or its Guid.");
    }

    private static string Rule => $"The kind is one of: {string.Join(", ", Kinds)}.";
}
