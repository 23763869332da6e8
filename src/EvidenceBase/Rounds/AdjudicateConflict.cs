using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Rounds;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Rounds;

/// <summary>Decides about a stretch on which the coders of a closed round differ.</summary>
/// <param name="Start">In Unicode code points of the document's present revision, 0-based.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Coding">Where the code applies: the coding in the layer <c>consensus</c> that says so. Left out, the code does not apply there.</param>
[Example("""{"document":"notes-1","code":"loss-of-work","start":18,"end":32,"reason":"Shifts are spoken of here, but none that was lost."}""")]
public sealed record AdjudicateConflict(string Document, string Code, int Start, int End, string Reason, string? Coding = null);

public sealed class AdjudicateConflictValidator : AbstractValidator<AdjudicateConflict>
{
    public AdjudicateConflictValidator()
    {
        RuleFor(command => command.Document).NotEmpty().WithMessage("Name the document by key or Guid.");
        RuleFor(command => command.Code).NotEmpty().WithMessage("Name the code by key or Guid.");
        RuleFor(command => command.Reason).Prose();
    }
}

public static class AdjudicateConflictEndpoint
{
    [WolverinePost("/api/studies/{study}/rounds/{round}/adjudications")]
    [Needs(Right.Code)]
    [Takes(typeof(AdjudicateConflict))]
    public static Task<IResult> Post(string study, string round, HttpContext http, CommandDesk desk) =>
        desk.Answer<AdjudicateConflict>(http, study, (command, plan) => Plan(round, command, plan));

    public static Func<Decision> Plan(string round, AdjudicateConflict command, CommandPlan plan)
    {
        var target = plan.Change<Round>(RoundStream.Definition, round);
        var document = plan.Cite(Kinds.Document, command.Document, "document");
        var code = plan.Cite(Kinds.Code, command.Code, "code");
        var coding = plan.CiteOptional(Kinds.Coding, command.Coding, "coding");
        return () => RoundDecisions.Adjudicate(
            target.State, plan.Actor, document.Thing, code.Thing, command.Start, command.End, coding?.Thing, command.Reason);
    }
}
