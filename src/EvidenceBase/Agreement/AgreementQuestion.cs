using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Codings;
using FluentValidation;

namespace EvidenceBase.Agreement;

/// <summary>What is to be measured.</summary>
/// <param name="Layers">Two or more.</param>
/// <param name="Documents">By key or Guid; all in which one of the layers has a coding where it is left out.</param>
/// <param name="Codes">By key or Guid; all that occur where it is left out.</param>
/// <param name="Coefficients">Where it is left out: percent agreement, Cohen's or – of more than two layers – Fleiss' kappa, nominal alpha, AC1.</param>
/// <param name="Overlap">Of segments, in per cent.</param>
/// <param name="Subcodes">Whether codings with codes under one of the named codes count as codings with that.</param>
/// <param name="AsOf">A time, <c>position:1234</c> or a release's name; now where it is left out.</param>
public sealed record AgreementQuestion(
    IReadOnlyList<string> Layers,
    IReadOnlyList<string>? Documents = null,
    IReadOnlyList<string>? Codes = null,
    UnitOfAnalysis Unit = UnitOfAnalysis.Characters,
    Valuation Valuation = Valuation.Presence,
    IReadOnlyList<Coefficient>? Coefficients = null,
    Uncoded Uncoded = Uncoded.Category,
    Untouched Untouched = Untouched.Uncoded,
    int Overlap = 100,
    bool Subcodes = false,
    Bootstrap? Bootstrap = null,
    string? AsOf = null)
{
    internal AgreementParameters Parameters() => new(Unit, Valuation, Coefficients ?? Usual(), Uncoded, Untouched, Overlap, Subcodes, Bootstrap);

    /// <summary>The question that a recorded measurement answers.</summary>
    internal static AgreementQuestion Of(MeasuredAgreement measured) => new(
        measured.Inputs.Layers,
        [.. measured.Inputs.Documents.Select(document => document.Id.ToString())],
        [.. measured.Inputs.Codes.Select(code => code.Id.ToString())],
        measured.Parameters.Unit,
        measured.Parameters.Valuation,
        measured.Parameters.Coefficients,
        measured.Parameters.Uncoded,
        measured.Parameters.Untouched,
        measured.Parameters.Overlap,
        measured.Parameters.Subcodes,
        measured.Parameters.Bootstrap,
        $"position:{measured.Position}");

    private Coefficient[] Usual() => Valuation == Valuation.Count
        ? [Coefficient.PercentAgreement, Coefficient.AlphaNominal, Coefficient.AlphaRatio]
        : [Coefficient.PercentAgreement, Layers.Count > 2 ? Coefficient.FleissKappa : Coefficient.CohenKappa, Coefficient.AlphaNominal, Coefficient.GwetAc1];
}

public sealed class AgreementQuestionValidator : AbstractValidator<AgreementQuestion>
{
    public const int MostLayers = 50;
    public const int MostNames = 5_000;

    public AgreementQuestionValidator()
    {
        RuleFor(question => question.Layers).NotNull().WithMessage("Name the layers to be compared, two or more.");
        RuleFor(question => question.Layers).Must(layers => layers is null || layers.Count is >= 2 and <= MostLayers)
            .WithMessage($"Agreement is between layers: name at least two of them, and at most {MostLayers}.");
        RuleFor(question => question.Layers).Must(AreDistinct).WithMessage("Name each layer only once: whatever is compared with itself agrees.");
        RuleForEach(question => question.Layers).Must(Layer.IsValid).WithMessage(Layer.Rule);
        RuleFor(question => question.Documents).Must(IsSomething).WithMessage("Name at least one document, or leave this out for all that the layers have coded.");
        RuleFor(question => question.Documents).Must(AreFew).WithMessage($"Name at most {MostNames} documents, each only once.");
        RuleFor(question => question.Codes).Must(IsSomething).WithMessage("Name at least one code, or leave this out for all that occur.");
        RuleFor(question => question.Codes).Must(AreFew).WithMessage($"Name at most {MostNames} codes, each only once.");
        RuleForEach(question => question.Documents).NotEmpty().WithMessage("Name a document by its key or Guid.");
        RuleForEach(question => question.Codes).NotEmpty().WithMessage("Name a code by its key or Guid.");
        RuleFor(question => question.Subcodes).Must((question, subcodes) => !subcodes || question.Codes is not null)
            .WithMessage("Codes count with those under them where codes are named: name some, or leave this out.");
        RuleFor(question => question.Unit).IsInEnum();
        RuleFor(question => question.Valuation).IsInEnum();
        RuleForEach(question => question.Coefficients).IsInEnum();
    }

    private static bool IsSomething(IReadOnlyList<string>? names) => names is null or { Count: > 0 };

    private static bool AreFew(IReadOnlyList<string>? names) => names is null || (names.Count <= MostNames && AreDistinct(names));

    private static bool AreDistinct(IReadOnlyList<string>? names) => names is null || names.Distinct(StringComparer.Ordinal).Count() == names.Count;
}
