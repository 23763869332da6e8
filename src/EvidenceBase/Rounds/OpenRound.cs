using EvidenceBase.Access;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Rounds;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Rounds;

/// <summary>Opens a blind round: until it is closed its coders learn nothing of each other's codings, whatever else their role.</summary>
/// <param name="Coders">At least two members who may code, each with a layer alone; whoever opens the round is none of them.</param>
/// <param name="Documents">What is to be coded, by key or Guid.</param>
/// <param name="Codes">The codes to be used, by key or Guid; all of them where it is left out.</param>
[Example("""{"key":"round-1","title":"Pilot","coders":[{"principal":"anna","layer":"anna"},{"principal":"ben","layer":"ben"}],"documents":["notes-1"],"codes":["loss-of-work"],"instructions":"Code whole sentences."}""")]
public sealed record OpenRound(
    string Key,
    string Title,
    IReadOnlyList<RoundCoder> Coders,
    IReadOnlyList<string> Documents,
    IReadOnlyList<string>? Codes = null,
    string? Instructions = null);

public sealed class OpenRoundValidator : AbstractValidator<OpenRound>
{
    public OpenRoundValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Coders).NotEmpty().WithMessage("Name the coders, each with principal and layer.");
        RuleFor(command => command.Documents).NotEmpty().WithMessage("Name at least one document.");
        RuleFor(command => command.Instructions).OptionalProse();
    }
}

public static class OpenRoundEndpoint
{
    [WolverinePost("/api/studies/{study}/rounds")]
    [Creates]
    [Needs(Right.Manage)]
    [Takes(typeof(OpenRound))]
    public static async Task<IResult> Post(string study, HttpContext http, CommandDesk desk, BlindCoders blindCoders)
    {
        var answer = await desk.Answer<OpenRound>(http, study, Plan);
        blindCoders.Forget();
        return answer;
    }

    public static Func<Decision> Plan(OpenRound command, CommandPlan plan)
    {
        plan.Open<Round>(RoundStream.Definition, command.Key);
        var study = plan.Need(Kinds.Study, plan.Study);
        var documents = plan.CiteAll(Kinds.Document, command.Documents, "documents");
        var codes = plan.CiteAll(Kinds.Code, command.Codes, "codes");
        return () => RoundDecisions.Open(
            new(command.Key, command.Title, command.Coders, [.. documents.Select(one => one.Id).Distinct()], [.. codes.Select(one => one.Id).Distinct()], command.Instructions),
            plan.Actor,
            study.Thing,
            [.. documents.Select(one => one.Thing)],
            [.. codes.Select(one => one.Thing)]);
    }
}
