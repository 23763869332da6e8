using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Memos;

/// <summary>Writes an analytic note about any number of things.</summary>
[Example("""{"key":"m-1","title":"On shifts","text":"A shift is eight hours in all accounts.","category":"process","about":[{"kind":"claim","name":"C1"}]}""")]
public sealed record WriteMemo(
    string Key, string Title, string Text, AuditCategory? Category, IReadOnlyList<ThingName>? About = null, Locator? Locator = null);

public sealed class WriteMemoValidator : AbstractValidator<WriteMemo>
{
    public const int MostThings = 500;

    public WriteMemoValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Text).Prose();
        RuleFor(command => command.Category).NotNull().IsInEnum();
        RuleFor(command => command.About).Must(about => about is null || about.Count <= MostThings).WithMessage($"A memo is about at most {MostThings} things.");
        RuleForEach(command => command.About).NotNull().SetValidator(new ThingNameValidator());
        RuleFor(command => command.Locator).Locator();
    }
}

public static class WriteMemoEndpoint
{
    [WolverinePost("/api/studies/{study}/memos")]
    [Creates]
    [Needs(Right.Code)]
    [Takes(typeof(WriteMemo))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<WriteMemo>(http, study, Plan);

    public static Func<Decision> Plan(WriteMemo command, CommandPlan plan)
    {
        plan.Open<Memo>(MemoStream.Definition, command.Key);
        var about = (command.About ?? []).Select((thing, index) => plan.Cite(thing.Kind, thing.Name, $"about[{index}]")).ToList();
        return () => MemoDecisions.Write(
            command.Key, command.Title, command.Text, command.Category!.Value, about.Select(one => one.Thing), command.Locator);
    }
}
