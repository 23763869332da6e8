using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Agreement;

/// <summary>Measures how far layers agree, and records it with all that it follows from.</summary>
/// <param name="Note">What it is measured for.</param>
[Example("""{"key":"pilot","question":{"layers":["anna","ben"],"coefficients":["percentAgreement","cohenKappa"]},"note":"After the first round."}""")]
public sealed record MeasureAgreement(string Key, AgreementQuestion Question, string? Note = null);

public sealed class MeasureAgreementValidator : AbstractValidator<MeasureAgreement>
{
    public MeasureAgreementValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Question).NotNull().WithMessage("Say what is to be measured: its layers at least.").SetValidator(new AgreementQuestionValidator());
        RuleFor(command => command.Note).OptionalProse();
    }
}

public static class MeasureAgreementEndpoint
{
    [WolverinePost("/api/studies/{study}/measurements")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(MeasureAgreement))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk, AgreementReads reads) =>
        desk.Answer<MeasureAgreement>(http, study, async sent =>
        {
            var (measured, problem) = await reads.Measure(study, sent.Question, http.RequestAborted);
            return (command, plan) => Plan(command, measured, problem, plan);
        });

    /// <param name="measured">What came out.</param>
    /// <param name="problem">Why nothing did.</param>
    private static Func<Decision> Plan(MeasureAgreement command, MeasuredAgreement? measured, Problem? problem, CommandPlan plan)
    {
        plan.Open<Measurement>(MeasurementStream.Definition, command.Key);
        return () => problem is null
            ? Decision.Accept(new AgreementMeasured(command.Key, command.Note, measured!))
            : Decision.Refuse(problem with { Field = problem.Field is { } field ? $"question.{field}" : null });
    }
}
