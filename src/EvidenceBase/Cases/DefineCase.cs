using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Cases;

/// <summary>Defines a unit of comparison under a key of its own.</summary>
[Example("""{"key":"old-port","name":"The old port","description":"The quays in use until the move."}""")]
public sealed record DefineCase(string Key, string Name, string Description);

public sealed class DefineCaseValidator : AbstractValidator<DefineCase>
{
    public DefineCaseValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Name).Prose();
        RuleFor(command => command.Description).Prose();
    }
}

public static class DefineCaseEndpoint
{
    [WolverinePost("/api/studies/{study}/cases")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(DefineCase))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<DefineCase>(http, study, Plan);

    public static Func<Decision> Plan(DefineCase command, CommandPlan plan)
    {
        plan.Open<Case>(CaseStream.Definition, command.Key);
        return () => CaseDecisions.Define(new(command.Key, command.Name, command.Description));
    }
}
