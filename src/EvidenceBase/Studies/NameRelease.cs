using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Studies;

/// <summary>Gives a position of the record a name under which it can be cited.</summary>
/// <param name="Position">The latest where it is left out.</param>
[Example("""{"name":"submitted","note":"As sent to the journal."}""")]
public sealed record NameRelease(string Name, long? Position = null, string? Note = null);

public sealed class NameReleaseValidator : AbstractValidator<NameRelease>
{
    public NameReleaseValidator()
    {
        RuleFor(command => command.Name).Must(ReleaseName.IsValid).WithMessage(ReleaseName.Rule);
        RuleFor(command => command.Position).Must(position => position is null or >= 1).WithMessage("Positions count from 1.");
        RuleFor(command => command.Note).OptionalProse();
    }
}

public static class NameReleaseEndpoint
{
    private static readonly TimeSpan PatienceForPositions = TimeSpan.FromSeconds(10);

    [WolverinePost("/api/studies/{study}/releases")]
    [Creates]
    [Needs(Right.Manage)]
    [Takes(typeof(NameRelease))]
    public static async Task<IResult> Post(string study, HttpContext http, CommandDesk desk, ProjectionProgress progress, Moments moments)
    {
        // Events get their positions a moment after they are committed; whoever names the latest means everything that is committed.
        if (!await progress.WaitForAll(PatienceForPositions, http.RequestAborted))
            return Problems.Result(Problem.Conflict("positions-behind", "The latest events have no positions yet. Nothing was written; send the command again."));
        var latest = await moments.Latest(study, http.RequestAborted);
        return await desk.Answer<NameRelease>(http, study, (command, plan) => Plan(command, latest.Number, plan));
    }

    /// <param name="latest">The latest position of the study.</param>
    public static Func<Decision> Plan(NameRelease command, long latest, CommandPlan plan)
    {
        var target = plan.Change<Study>(StudyStream.Definition, plan.Study);
        return () => StudyDecisions.NameRelease(target.State, new(command.Name, command.Position ?? latest, command.Note), latest)
            .Creating(target.Id, command.Name);
    }
}
