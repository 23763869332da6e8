using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Codebooks;

/// <summary>Makes the code that the address names part of another. Its codings keep it and are resolved to that other.</summary>
/// <param name="Into">The code that it becomes part of, by key or Guid.</param>
/// <param name="With">Further codes that become part of it by the same merge.</param>
[Example("""{"into":"loss-of-work","reason":"Coders could not tell them apart."}""")]
public sealed record MergeCodes(string Into, string Reason, IReadOnlyList<string>? With = null);

public sealed class MergeCodesValidator : AbstractValidator<MergeCodes>
{
    public MergeCodesValidator()
    {
        RuleFor(command => command.Into).NotEmpty();
        RuleFor(command => command.Reason).Prose();
    }
}

public static class MergeCodesEndpoint
{
    [WolverinePost("/api/studies/{study}/codes/{code}/merge")]
    [Needs(Right.Write)]
    [Takes(typeof(MergeCodes))]
    public static Task<IResult> Post(string study, string code, HttpContext http, CommandDesk desk) =>
        desk.Answer<MergeCodes>(http, study, (command, plan) => Plan(code, command, plan));

    public static Func<Decision> Plan(string code, MergeCodes command, CommandPlan plan)
    {
        var (codebook, first) = plan.ChangeCode(code);
        var further = (command.With ?? []).Select((name, index) => plan.Touch(Kinds.Code, name, $"with[{index}]")).ToList();
        var into = plan.Cite(Kinds.Code, command.Into, "into");
        return () => MergeDecisions.Merge(
            codebook.State, plan.NewId(), [first.Id, .. further.Select(one => one.Id)], into.Id, command.Reason);
    }
}

/// <summary>Undoes the merge by which the code that the address names became part of another, for all the codes of that merge.</summary>
[Example("""{"reason":"They can be told apart after all."}""")]
public sealed record UndoMerge(string? Reason = null);

public sealed class UndoMergeValidator : AbstractValidator<UndoMerge>
{
    public UndoMergeValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class UndoMergeEndpoint
{
    [WolverineDelete("/api/studies/{study}/codes/{code}/merge")]
    [Needs(Right.Write)]
    [Takes(typeof(UndoMerge))]
    public static Task<IResult> Delete(string study, string code, HttpContext http, CommandDesk desk) =>
        desk.Answer<UndoMerge>(http, study, (command, plan) => Plan(code, command, plan));

    public static Func<Decision> Plan(string code, UndoMerge command, CommandPlan plan)
    {
        var (codebook, merged) = plan.ChangeCode(code);
        return () => MergeDecisions.UndoMerge(codebook.State, merged.Id, command.Reason);
    }
}
