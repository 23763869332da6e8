using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Codebooks;

/// <summary>Puts a code elsewhere in the tree, with all that stands under it.</summary>
/// <param name="Parent">The code it is to stand under, by key or Guid; left out for the top.</param>
/// <param name="Before">The sibling it is to stand before; left out for the end.</param>
[Example("""{"parent":"consequences","reason":"It is one."}""")]
public sealed record MoveCode(string? Parent = null, string? Before = null, string? Reason = null);

public sealed class MoveCodeValidator : AbstractValidator<MoveCode>
{
    public MoveCodeValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class MoveCodeEndpoint
{
    [WolverinePost("/api/studies/{study}/codes/{code}/move")]
    [Needs(Right.Write)]
    [Takes(typeof(MoveCode))]
    public static Task<IResult> Post(string study, string code, HttpContext http, CommandDesk desk) =>
        desk.Answer<MoveCode>(http, study, (command, plan) => Plan(code, command, plan));

    public static Func<Decision> Plan(string code, MoveCode command, CommandPlan plan)
    {
        var (codebook, moved) = plan.ChangeCode(code);
        var parent = plan.CiteOptional(Kinds.Code, command.Parent, "parent");
        var before = plan.CiteOptional(Kinds.Code, command.Before, "before");
        return () => CodebookDecisions.Move(codebook.State, moved.Id, parent?.Id, before?.Id, command.Reason);
    }
}
