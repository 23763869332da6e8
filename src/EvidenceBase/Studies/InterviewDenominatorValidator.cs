using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Studies;
using FluentValidation;

namespace EvidenceBase.Studies;

/// <summary>Numbers that are not stated are left out; zero says that there were none.</summary>
public sealed class InterviewDenominatorValidator : AbstractValidator<InterviewDenominator>
{
    private const string NotNegative = "A number of people or interviews is 0 or more; leave it out where it is not stated.";

    public InterviewDenominatorValidator()
    {
        RuleFor(interviews => interviews.Sought).Must(IsCount).WithMessage(NotNegative);
        RuleFor(interviews => interviews.Refused).Must(IsCount).WithMessage(NotNegative);
        RuleFor(interviews => interviews.Cited).Must(IsCount).WithMessage(NotNegative);
        RuleFor(interviews => interviews.Interviewed!).ChildRules(count =>
        {
            count.RuleFor(one => one.Stated).Prose();
            count.RuleFor(one => one.AtLeast).Must(IsCount).WithMessage(NotNegative);
        }).When(interviews => interviews.Interviewed is not null);
        RuleFor(interviews => interviews.Period).OptionalProse();
        RuleForEach(interviews => interviews.Places).Prose();
    }

    private static bool IsCount(int? number) => number is null or >= 0;
}
