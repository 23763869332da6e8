using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Codebooks;

/// <summary>Takes a code out of use; its codings stay.</summary>
[Example("""{"reason":"Nothing was ever coded with it."}""")]
public sealed record RetireCode(string Reason);

public sealed class RetireCodeValidator : AbstractValidator<RetireCode>
{
    public RetireCodeValidator() => RuleFor(command => command.Reason).Prose();
}

public static class RetireCodeEndpoint
{
    [WolverinePost("/api/studies/{study}/codes/{code}/retirement")]
    [Needs(Right.Write)]
    [Takes(typeof(RetireCode))]
    public static Task<IResult> Post(string study, string code, HttpContext http, CommandDesk desk) =>
        desk.Answer<RetireCode>(http, study, (command, plan) => Plan(code, command, plan));

    public static Func<Decision> Plan(string code, RetireCode command, CommandPlan plan)
    {
        var (codebook, retired) = plan.ChangeCode(code);
        return () => CodebookDecisions.Retire(codebook.State, retired.Id, command.Reason);
    }
}

/// <summary>Puts a retired code back into use.</summary>
[Example("""{"reason":"It is needed after all."}""")]
public sealed record RestoreCode(string? Reason = null);

public sealed class RestoreCodeValidator : AbstractValidator<RestoreCode>
{
    public RestoreCodeValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class RestoreCodeEndpoint
{
    [WolverineDelete("/api/studies/{study}/codes/{code}/retirement")]
    [Needs(Right.Write)]
    [Takes(typeof(RestoreCode))]
    public static Task<IResult> Delete(string study, string code, HttpContext http, CommandDesk desk) =>
        desk.Answer<RestoreCode>(http, study, (command, plan) => Plan(code, command, plan));

    public static Func<Decision> Plan(string code, RestoreCode command, CommandPlan plan)
    {
        var (codebook, restored) = plan.ChangeCode(code);
        return () => CodebookDecisions.Restore(codebook.State, restored.Id, command.Reason);
    }
}
