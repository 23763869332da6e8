using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Memos;

/// <summary>Makes a memo be no longer about a thing; the history keeps it.</summary>
public sealed record DetachMemo;

public sealed class DetachMemoValidator : AbstractValidator<DetachMemo>;

public static class DetachMemoEndpoint
{
    [WolverineDelete("/api/studies/{study}/memos/{memo}/attachments/{kind}/{name}")]
    [Needs(Right.Code)]
    [Takes(typeof(DetachMemo))]
    public static Task<IResult> Delete(string study, string memo, string kind, string name, HttpContext http, CommandDesk desk) =>
        desk.Answer<DetachMemo>(http, study, (_, plan) => Plan(memo, new(kind, name), plan));

    public static Func<Decision> Plan(string memo, ThingName about, CommandPlan plan)
    {
        var target = plan.Change<Memo>(MemoStream.Definition, memo);
        var named = plan.Need(about.Kind, about.Name);
        return () => MemoDecisions.Detach(target.State, named.Thing);
    }
}
