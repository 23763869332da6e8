using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Codebooks;

/// <summary>Defines a code under a key of its own; the first one begins the codebook.</summary>
/// <param name="Include">When it is to be applied.</param>
/// <param name="Exclude">When it is not, although it might seem so.</param>
/// <param name="Colour"><c>#RRGGBB</c>.</param>
/// <param name="Parent">The code it is to stand under, by key or Guid; left out for one at the top.</param>
/// <param name="Codable">Whether it may be applied, or only holds others together.</param>
[Example("""{"key":"loss-of-work","name":"Loss of work","definition":"A respondent ties the loss of paid work to the move.","include":"Fewer shifts.","exclude":"Illness.","colour":"#c0392b"}""")]
public sealed record DefineCode(
    string Key,
    string Name,
    string? Definition = null,
    string? Include = null,
    string? Exclude = null,
    string? Colour = null,
    string? Parent = null,
    bool Codable = true)
{
    public CodeContent Content() => new(Name, Definition, Include, Exclude, Colour, Codable);
}

public sealed class DefineCodeValidator : AbstractValidator<DefineCode>
{
    public DefineCodeValidator()
    {
        RuleFor(command => command.Key).Must(HumanKey.IsValid).WithMessage(HumanKey.Rule);
        RuleFor(command => command.Name).CodeName();
        RuleFor(command => command.Definition).Criterion();
        RuleFor(command => command.Include).Criterion();
        RuleFor(command => command.Exclude).Criterion();
        RuleFor(command => command.Colour).Colour();
    }
}

public static class DefineCodeEndpoint
{
    [WolverinePost("/api/studies/{study}/codes")]
    [Creates]
    [Needs(Right.Code)]
    [Takes(typeof(DefineCode))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<DefineCode>(http, study, Plan);

    public static Func<Decision> Plan(DefineCode command, CommandPlan plan)
    {
        var codebook = plan.OpenOrChange<Codebook>(CodebookStream.Definition, Codebook.Key);
        var parent = plan.CiteOptional(Kinds.Code, command.Parent, "parent");
        return () => CodebookDecisions.Define(codebook.StateOrNone, new(plan.NewId(), command.Key, command.Content(), parent?.Id));
    }
}
