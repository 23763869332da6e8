using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Memos;

/// <summary>Replaces title, text, category and locator of a memo; what it is about stays. Needs If-Match.</summary>
[Example("""{"title":"On shifts","text":"A shift is eight hours in all accounts but one.","category":"dataReductionAndAnalysis"}""")]
public sealed record ReviseMemo(string Title, string Text, AuditCategory? Category, Locator? Locator = null);

public sealed class ReviseMemoValidator : AbstractValidator<ReviseMemo>
{
    public ReviseMemoValidator()
    {
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Text).Prose();
        RuleFor(command => command.Category).NotNull().IsInEnum();
        RuleFor(command => command.Locator).Locator();
    }
}

public static class ReviseMemoEndpoint
{
    [WolverinePut("/api/studies/{study}/memos/{memo}")]
    [Replaces]
    [Needs(Right.Code)]
    [Takes(typeof(ReviseMemo))]
    public static Task<IResult> Put(string study, string memo, HttpContext http, CommandDesk desk) =>
        desk.Answer<ReviseMemo>(http, study, (command, plan) => Plan(memo, command, plan));

    public static Func<Decision> Plan(string memo, ReviseMemo command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Memo>(MemoStream.Definition, memo);
        return () => MemoDecisions.Revise(target.State, new(command.Title, command.Text, command.Category!.Value, command.Locator));
    }
}
