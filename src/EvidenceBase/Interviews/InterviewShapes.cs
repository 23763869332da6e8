using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Interviews;
using FluentValidation;

namespace EvidenceBase.Interviews;

/// <summary>The shape of a description, for the commands that give one.</summary>
internal static class InterviewShapes
{
    private const int LongestField = 500;

    public static void Describes<TCommand>(this AbstractValidator<TCommand> validator, Func<TCommand, InterviewDescription> describe)
    {
        Field("series", description => description.Series);
        Field("province", description => description.Province);
        Field("locality", description => description.Locality);
        Field("role", description => description.Role);
        Field("organisation", description => description.Organisation);
        Field("period", description => description.Period);
        Field("language", description => description.Language);
        validator.RuleFor(command => describe(command).Notes)
            .Must(notes => (notes ?? []).All(note => note > 0) && (notes ?? []).Distinct().Count() == (notes?.Count ?? 0))
            .WithMessage("Notes are numbered from 1, and each is named once.")
            .OverridePropertyName("notes");

        void Field(string name, Func<InterviewDescription, string?> field) => validator.RuleFor(command => field(describe(command)))
            .OptionalProse()
            .Must(text => text is null || text.Length <= LongestField)
            .WithMessage($"This has at most {LongestField} characters; what an interview said belongs in a document or a statement.")
            .OverridePropertyName(name);
    }
}
