using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Figures;

/// <summary>Withdraws a figure: it can no longer be cited, and what cites it says so.</summary>
[Example("""{"reason":"The numbers cannot be traced."}""")]
public sealed record WithdrawFigure(string Reason);

public sealed class WithdrawFigureValidator : AbstractValidator<WithdrawFigure>
{
    public WithdrawFigureValidator() => RuleFor(command => command.Reason).Prose();
}

public static class WithdrawFigureEndpoint
{
    [WolverinePost("/api/studies/{study}/figures/{figure}/withdrawal")]
    [Needs(Right.Write)]
    [Takes(typeof(WithdrawFigure))]
    public static Task<IResult> Post(string study, string figure, HttpContext http, CommandDesk desk) =>
        desk.Answer<WithdrawFigure>(http, study, (command, plan) => Plan(figure, command, plan));

    public static Func<Decision> Plan(string figure, WithdrawFigure command, CommandPlan plan)
    {
        var target = plan.Change<Figure>(FigureStream.Definition, figure);
        return () => FigureDecisions.Withdraw(target.State, command.Reason);
    }
}
