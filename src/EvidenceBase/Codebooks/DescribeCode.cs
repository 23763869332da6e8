using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Codebooks;

/// <summary>Says anew what a code is called and means; needs If-Match. Its place in the tree stays.</summary>
[Example("""{"name":"Loss of paid work","definition":"A respondent ties the loss of paid work to the move.","reason":"Unpaid work came up."}""")]
public sealed record DescribeCode(
    string Name,
    string? Definition = null,
    string? Include = null,
    string? Exclude = null,
    string? Colour = null,
    bool Codable = true,
    string? Reason = null);

public sealed class DescribeCodeValidator : AbstractValidator<DescribeCode>
{
    public DescribeCodeValidator()
    {
        RuleFor(command => command.Name).CodeName();
        RuleFor(command => command.Definition).Criterion();
        RuleFor(command => command.Include).Criterion();
        RuleFor(command => command.Exclude).Criterion();
        RuleFor(command => command.Colour).Colour();
        RuleFor(command => command.Reason).OptionalProse();
    }
}

public static class DescribeCodeEndpoint
{
    [WolverinePut("/api/studies/{study}/codes/{code}")]
    [Replaces]
    [Needs(Right.Write)]
    [Takes(typeof(DescribeCode))]
    public static Task<IResult> Put(string study, string code, HttpContext http, CommandDesk desk) =>
        desk.Answer<DescribeCode>(http, study, (command, plan) => Plan(code, command, plan));

    public static Func<Decision> Plan(string code, DescribeCode command, CommandPlan plan)
    {
        var (codebook, changed) = plan.ChangeCode(code);
        plan.RequireVersion(changed);
        return () => CodebookDecisions.Describe(
            codebook.State,
            changed.Id,
            new(command.Name, command.Definition, command.Include, command.Exclude, command.Colour, command.Codable),
            command.Reason);
    }
}
