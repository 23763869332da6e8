using EvidenceBase.Access;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Rounds;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Rounds;

/// <summary>Closes a round for good: its codings can be seen, compared and decided about.</summary>
[Example("""{"reason":"Both coders are done."}""")]
public sealed record CloseRound(string? Reason = null);

public sealed class CloseRoundValidator : AbstractValidator<CloseRound>
{
    public CloseRoundValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class CloseRoundEndpoint
{
    [WolverinePost("/api/studies/{study}/rounds/{round}/closing")]
    [Needs(Right.Manage)]
    [Takes(typeof(CloseRound))]
    public static async Task<IResult> Post(string study, string round, HttpContext http, CommandDesk desk, BlindCoders blindCoders)
    {
        var answer = await desk.Answer<CloseRound>(http, study, (command, plan) => Plan(round, command, plan));
        blindCoders.Forget();
        return answer;
    }

    public static Func<Decision> Plan(string round, CloseRound command, CommandPlan plan)
    {
        var target = plan.Change<Round>(RoundStream.Definition, round);
        return () => RoundDecisions.Close(target.State, plan.Actor, command.Reason);
    }
}
