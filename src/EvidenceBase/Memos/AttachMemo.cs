using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Memos;

/// <summary>Makes a memo be about one thing more.</summary>
[Example("""{"about":{"kind":"claim","name":"C2"}}""")]
public sealed record AttachMemo(ThingName About);

public sealed class AttachMemoValidator : AbstractValidator<AttachMemo>
{
    public AttachMemoValidator() => RuleFor(command => command.About).NotNull().SetValidator(new ThingNameValidator());
}

public static class AttachMemoEndpoint
{
    [WolverinePost("/api/studies/{study}/memos/{memo}/attachments")]
    [Needs(Right.Code)]
    [Takes(typeof(AttachMemo))]
    public static Task<IResult> Post(string study, string memo, HttpContext http, CommandDesk desk) =>
        desk.Answer<AttachMemo>(http, study, (command, plan) => Plan(memo, command, plan));

    public static Func<Decision> Plan(string memo, AttachMemo command, CommandPlan plan)
    {
        var target = plan.Change<Memo>(MemoStream.Definition, memo);
        var about = plan.Cite(command.About.Kind, command.About.Name, "about");
        return () => MemoDecisions.Attach(target.Id, target.State, about.Thing);
    }
}
