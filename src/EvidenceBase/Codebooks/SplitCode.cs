using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Codebooks;

/// <summary>Lets a code give way to several new ones. Its codings keep it, and are shown as open between them until they are coded anew.</summary>
/// <param name="Into">The new codes, at least two.</param>
[Example("""{"into":[{"key":"lost-shifts","name":"Lost shifts"},{"key":"lost-pay","name":"Lost pay"}],"reason":"Two things were coded as one."}""")]
public sealed record SplitCode(IReadOnlyList<DefineCode> Into, string Reason);

public sealed class SplitCodeValidator : AbstractValidator<SplitCode>
{
    public SplitCodeValidator()
    {
        RuleFor(command => command.Into).Must(into => into is { Count: >= 2 and <= 100 }).WithMessage("A code is split into 2 to 100 codes.");
        RuleForEach(command => command.Into).NotNull().SetValidator(new DefineCodeValidator());
        RuleFor(command => command.Reason).Prose();
    }
}

public static class SplitCodeEndpoint
{
    [WolverinePost("/api/studies/{study}/codes/{code}/split")]
    [Needs(Right.Write)]
    [Takes(typeof(SplitCode))]
    public static Task<IResult> Post(string study, string code, HttpContext http, CommandDesk desk) =>
        desk.Answer<SplitCode>(http, study, (command, plan) => Plan(code, command, plan));

    public static Func<Decision> Plan(string code, SplitCode command, CommandPlan plan)
    {
        var (codebook, split) = plan.ChangeCode(code);
        var parents = command.Into.Select((one, index) => plan.CiteOptional(Kinds.Code, one.Parent, $"into[{index}].parent")).ToList();
        return () => MergeDecisions.Split(
            codebook.State,
            plan.NewId(),
            split.Id,
            [.. command.Into.Select((one, index) => new CodeDraft(plan.NewId(), one.Key, one.Content(), parents[index]?.Id))],
            command.Reason);
    }
}

/// <summary>Undoes a split: the code stands for itself again, and those it was split into become part of it.</summary>
[Example("""{"reason":"Nobody kept them apart."}""")]
public sealed record UndoSplit(string? Reason = null);

public sealed class UndoSplitValidator : AbstractValidator<UndoSplit>
{
    public UndoSplitValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class UndoSplitEndpoint
{
    [WolverineDelete("/api/studies/{study}/codes/{code}/split")]
    [Needs(Right.Write)]
    [Takes(typeof(UndoSplit))]
    public static Task<IResult> Delete(string study, string code, HttpContext http, CommandDesk desk) =>
        desk.Answer<UndoSplit>(http, study, (command, plan) => Plan(code, command, plan));

    public static Func<Decision> Plan(string code, UndoSplit command, CommandPlan plan)
    {
        var (codebook, split) = plan.ChangeCode(code);
        return () => MergeDecisions.UndoSplit(codebook.State, split.Id, command.Reason);
    }
}
