using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Codings;

/// <summary>
/// Applies a code to a segment of a document, to a region of its pages or a span of its recording, or codes to a statement attributed to an
/// interview, in a layer.
/// </summary>
/// <param name="Layer">Whose coding it is: a person's name, or <c>import</c>, <c>script</c>, <c>consensus</c>.</param>
/// <param name="Document">The document of a segment, by key or Guid.</param>
/// <param name="Code">The code of a segment, by key or Guid.</param>
/// <param name="Revision">The revision that the positions are of; the present one where it is left out.</param>
/// <param name="Start">In Unicode code points, 0-based.</param>
/// <param name="End">In Unicode code points, exclusive.</param>
/// <param name="Interview">The interview that a statement is attributed to, by key or Guid.</param>
/// <param name="Codes">The codes of a statement.</param>
/// <param name="Statement">The words of the statement; they go to the vault and stand in no event.</param>
/// <param name="Key">A key under which a statement can be cited.</param>
/// <param name="Confidence">How sure the coder is, 0 to 100.</param>
/// <param name="Weight">How strongly the code applies, 0 to 100.</param>
/// <param name="Note">The coder's own words, never those of the text.</param>
/// <param name="Region">Instead of start and end: a rectangle on a page or picture, in millionths of its width and height.</param>
/// <param name="Played">Instead of start and end: a span of the recording, in milliseconds.</param>
[Example("""{"document":"notes-1","layer":"anna","code":"loss-of-work","start":0,"end":17}""", "A segment of a document")]
[Example("""{"interview":"H 001","layer":"anna","key":"st-1","codes":["loss-of-work"],"statement":"Half of the gang had no shift the week after.","locator":{"note":4}}""", "A statement of an interview")]
public sealed record ApplyCode(
    string Layer,
    string? Document = null,
    string? Code = null,
    int? Revision = null,
    int? Start = null,
    int? End = null,
    string? Interview = null,
    IReadOnlyList<string>? Codes = null,
    string? Statement = null,
    string? Key = null,
    Locator? Locator = null,
    Judgement Judgement = Judgement.Reading,
    IReadOnlyList<string>? Cases = null,
    int? Confidence = null,
    int? Weight = null,
    string? Note = null,
    Region? Region = null,
    PlayedSpan? Played = null)
{
    internal Decision OnDocument(Guid id, Registered code, Registered document) => Region is null && Played is null
        ? CodingDecisions.CodeSegment(new(id, Layer, Revision, Start!.Value, End!.Value, Confidence, Weight, Note), code, document)
        : CodingDecisions.CodeElsewhere(new(id, Layer, Region, Played, Confidence, Weight, Note), code, document);

    /// <param name="words">Stands for the statement's words, which are sealed.</param>
    internal StatementDraft Told(Guid id, SealedText words) => new(id, Key, Layer, words, Locator, Judgement, Confidence, Weight, Note);
}

public sealed class ApplyCodeValidator : AbstractValidator<ApplyCode>
{
    public ApplyCodeValidator()
    {
        RuleFor(command => command.Layer).Must(Layer.IsValid).WithMessage(Layer.Rule);
        RuleFor(command => command).Must(command => command.Document is null != command.Interview is null)
            .OverridePropertyName("document").WithMessage("Name either the document of a segment or the interview of a statement.");
        When(command => command.Document is not null, () =>
        {
            RuleFor(command => command.Code).NotEmpty().WithMessage("Name the code of the segment by key or Guid.");
            When(command => command.Region is null && command.Played is null, () =>
            {
                RuleFor(command => command.Start).NotNull().WithMessage("A segment has a start, in code points from 0.");
                RuleFor(command => command.End).NotNull().WithMessage("A segment has an end, in code points, exclusive.");
            }).Otherwise(() => RuleFor(command => command)
                .Must(command => command is { Start: null, End: null, Revision: null } && command.Region is null != command.Played is null)
                .OverridePropertyName("region").WithMessage("A coding is of a segment of the text, of a region, or of a span of the recording: give one of the three."));
            RuleFor(command => command).Must(command => command is { Statement: null, Codes: null, Key: null, Locator: null, Cases: null })
                .OverridePropertyName("statement").WithMessage("A segment has no statement, codes, key, locator or cases of its own: they belong to a coded statement.");
        });
        When(command => command.Interview is not null, () =>
        {
            RuleFor(command => command.Codes).NotEmpty().WithMessage("Name at least one code of the statement.");
            RuleFor(command => command.Statement!).Prose();
            RuleFor(command => command.Key!).HumanKey().When(command => command.Key is not null);
            RuleFor(command => command).Must(command => command is { Code: null, Start: null, End: null, Revision: null, Region: null, Played: null })
                .OverridePropertyName("code").WithMessage("A statement has codes and no place in a text: leave out code, revision, start, end, region and played.");
        });
        RuleFor(command => command.Locator).Locator();
        RuleFor(command => command.Note).OptionalProse();
        RuleFor(command => command.Confidence).InclusiveBetween(0, 100).WithMessage("Confidence is a whole number from 0 to 100.");
        RuleFor(command => command.Weight).InclusiveBetween(0, 100).WithMessage("Weight is a whole number from 0 to 100.");
    }
}

public static class ApplyCodeEndpoint
{
    [WolverinePost("/api/studies/{study}/codings")]
    [Creates]
    [Needs(Right.Code)]
    [OpenToBlind]
    [Takes(typeof(ApplyCode))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk, TextVault vault, ThingKeys keys) =>
        desk.Answer<ApplyCode>(http, study, async sent =>
        {
            var command = await Named(sent, study, keys, http.RequestAborted);
            return (_, plan) => Blindness.Of(http) is { } blindness ? BlindCoding.Plan(command, plan, vault, blindness) : Plan(command, plan, vault);
        });

    /// <summary>The command with the human key of what it codes: sheets are found by key.</summary>
    public static async Task<ApplyCode> Named(ApplyCode command, string study, ThingKeys keys, CancellationToken cancellation) => command with
    {
        Document = command.Document is { } document ? await keys.KeyOf(study, Kinds.Document, document, cancellation) : null,
        Interview = command.Interview is { } interview ? await keys.KeyOf(study, Kinds.Interview, interview, cancellation) : null,
    };

    public static Func<Decision> Plan(ApplyCode command, CommandPlan plan, TextVault vault) =>
        Plan(command, plan, interview => vault.Seal(plan, interview, command.Statement!));

    /// <param name="words">Gives what stands for the words of a statement: sealed now, or sealed when the command was accepted.</param>
    public static Func<Decision> Plan(ApplyCode command, CommandPlan plan, Func<Guid, SealedText> words) =>
        command.Document is { } document ? PlanSegment(command, document, plan) : PlanStatement(command, command.Interview!, plan, words);

    private static Func<Decision> PlanSegment(ApplyCode command, string document, CommandPlan plan)
    {
        plan.OpenOrChange<Sheet>(SheetStream.Definition, Sheet.KeyOf(Kinds.Document, document, command.Layer));
        var coded = plan.Cite(Kinds.Document, document, "document");
        var code = plan.Cite(Kinds.Code, command.Code!, "code");
        return () => command.OnDocument(plan.NewId(), code.Thing, coded.Thing);
    }

    private static Func<Decision> PlanStatement(ApplyCode command, string interview, CommandPlan plan, Func<Guid, SealedText> words)
    {
        plan.OpenOrChange<Sheet>(SheetStream.Definition, Sheet.KeyOf(Kinds.Interview, interview, command.Layer));
        var taken = command.Key is { } key ? plan.Free(Kinds.Coding, key) : () => null;
        var told = plan.Cite(Kinds.Interview, interview, "interview");
        var codes = plan.CiteAll(Kinds.Code, command.Codes, "codes");
        var cases = plan.CiteAll(Kinds.Case, command.Cases, "cases");
        return () => taken() ?? CodingDecisions.CodeStatement(
            command.Told(plan.NewId(), words(told.Id)),
            [.. codes.Select(one => one.Thing)],
            told.Thing,
            [.. cases.Select(one => one.Thing)]);
    }
}
