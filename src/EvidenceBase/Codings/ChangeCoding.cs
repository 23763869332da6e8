using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Codings;

/// <summary>Takes a coding back; the history keeps it.</summary>
[Example("""{"reason":"Applied to the wrong sentence."}""")]
public sealed record RemoveCoding(string Reason = "removed");

/// <summary>Adds a note to a coding.</summary>
[Example("""{"note":"Said with hesitation."}""")]
public sealed record NoteCoding(string Note);

/// <summary>Says that a coding holds under the codebook as it is now.</summary>
[Example("""{"note":"Still holds under the new definition."}""")]
public sealed record ConfirmCoding(string? Note = null);

/// <summary>Puts a coding on another segment of its document.</summary>
/// <param name="Document">The document that the coding stands in, by key or Guid; its length is checked again.</param>
[Example("""{"document":"notes-1","start":0,"end":17,"reason":"The coding began too late."}""")]
public sealed record MoveCoding(string Document, int Start, int End, int? Revision = null, string? Reason = null);

public sealed class RemoveCodingValidator : AbstractValidator<RemoveCoding>
{
    public RemoveCodingValidator() => RuleFor(command => command.Reason).Prose();
}

public sealed class NoteCodingValidator : AbstractValidator<NoteCoding>
{
    public NoteCodingValidator() => RuleFor(command => command.Note).Prose();
}

public sealed class ConfirmCodingValidator : AbstractValidator<ConfirmCoding>
{
    public ConfirmCodingValidator() => RuleFor(command => command.Note).OptionalProse();
}

public sealed class MoveCodingValidator : AbstractValidator<MoveCoding>
{
    public MoveCodingValidator()
    {
        RuleFor(command => command.Document).NotEmpty().WithMessage("Name the document by key or Guid.");
        RuleFor(command => command.Reason).OptionalProse();
    }
}

public static class ChangeCodingEndpoint
{
    [WolverineDelete("/api/studies/{study}/codings/{coding}")]
    [Needs(Right.Code)]
    [OpenToBlind]
    [Takes(typeof(RemoveCoding))]
    public static Task<IResult> Remove(string study, string coding, HttpContext http, CommandDesk desk) =>
        desk.Answer<RemoveCoding>(http, study, (command, plan) =>
        {
            var changed = Changing(plan, coding, http);
            return () => CodingDecisions.Remove(changed.Thing, command.Reason);
        });

    [WolverinePost("/api/studies/{study}/codings/{coding}/notes")]
    [Needs(Right.Code)]
    [OpenToBlind]
    [Takes(typeof(NoteCoding))]
    public static Task<IResult> Note(string study, string coding, HttpContext http, CommandDesk desk) =>
        desk.Answer<NoteCoding>(http, study, (command, plan) =>
        {
            var changed = Changing(plan, coding, http);
            return () => CodingDecisions.Note(changed.Thing, command.Note);
        });

    [WolverinePost("/api/studies/{study}/codings/{coding}/confirmation")]
    [Needs(Right.Code)]
    [OpenToBlind]
    [Takes(typeof(ConfirmCoding))]
    public static Task<IResult> Confirm(string study, string coding, HttpContext http, CommandDesk desk) =>
        desk.Answer<ConfirmCoding>(http, study, (command, plan) =>
        {
            var changed = Changing(plan, coding, http);
            var codebook = plan.Need(Kinds.Codebook, Codebook.Key);
            return () => CodingDecisions.Confirm(changed.Thing, codebook.Thing, command.Note);
        });

    [WolverinePost("/api/studies/{study}/codings/{coding}/move")]
    [Needs(Right.Code)]
    [OpenToBlind]
    [Takes(typeof(MoveCoding))]
    public static Task<IResult> Move(string study, string coding, HttpContext http, CommandDesk desk) =>
        desk.Answer<MoveCoding>(http, study, (command, plan) =>
        {
            var changed = Changing(plan, coding, http);
            var document = plan.Cite(Kinds.Document, command.Document, "document");
            return () => CodingFacts.DocumentOf(changed.Thing) is { } stands && stands != document.Id
                ? Problem.Unprocessable("other-document", "A coding stays in its document. Name the document that it stands in.", "document")
                : CodingDecisions.Move(
                    changed.Thing,
                    CodingFacts.DocumentOf(changed.Thing) is null ? null : document.Thing,
                    command.Revision,
                    command.Start,
                    command.End,
                    command.Reason);
        });

    internal static NamedThing Changing(CommandPlan plan, string coding, HttpContext http)
    {
        var (_, part) = plan.ChangeStreamOf<Sheet>(SheetStream.Definition, Kinds.Coding, coding);
        if (Blindness.Of(http) is { } blindness)
            part.HiddenWhere(thing => blindness.Hides(thing.Fact(CodingFacts.Layer)));
        plan.VersionOf(part);
        return part;
    }
}
