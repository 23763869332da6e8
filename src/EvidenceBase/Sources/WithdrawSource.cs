using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Sources;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Sources;

/// <summary>Withdraws a source: it can no longer be cited, and what cites it already says so.</summary>
[Example("""{"reason":"It was retracted."}""")]
public sealed record WithdrawSource(string Reason);

public sealed class WithdrawSourceValidator : AbstractValidator<WithdrawSource>
{
    public WithdrawSourceValidator() => RuleFor(command => command.Reason).Prose();
}

public static class WithdrawSourceEndpoint
{
    [WolverinePost("/api/studies/{study}/sources/{source}/withdrawal")]
    [Needs(Right.Write)]
    [Takes(typeof(WithdrawSource))]
    public static Task<IResult> Post(string study, string source, HttpContext http, CommandDesk desk) =>
        desk.Answer<WithdrawSource>(http, study, (command, plan) => Plan(source, command, plan));

    public static Func<Decision> Plan(string source, WithdrawSource command, CommandPlan plan)
    {
        var target = plan.Change<Source>(SourceStream.Definition, source);
        return () => SourceDecisions.Withdraw(target.State, command.Reason);
    }
}
