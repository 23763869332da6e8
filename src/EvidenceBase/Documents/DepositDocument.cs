using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Http.Limits;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Documents;

/// <summary>Deposits a text. It is sealed before it is stored; the record holds only that it is there and how long it is.</summary>
/// <param name="Text">As it came; line ends become LF, nothing else is changed.</param>
/// <param name="Interview">The interview that it is drawn from, by code or Guid.</param>
/// <param name="Source">The source whose text it is, by key or Guid.</param>
/// <param name="Language">BCP 47, such as <c>zh-Hans</c>.</param>
/// <param name="Confidential">Left out, it is confidential unless it is the text of a source.</param>
/// <param name="TranslationOf">The document that it translates, by key or Guid.</param>
[Example("""{"key":"notes-1","title":"Notes of the talk with H 001","text":"Half of the gang had no shift the week after.","interview":"H 001","kind":"interviewNotes","language":"en"}""")]
public sealed record DepositDocument(
    string Key,
    string Title,
    string Text,
    string? Interview = null,
    string? Source = null,
    TextKind Kind = TextKind.Other,
    string? Language = null,
    bool? Confidential = null,
    string MediaType = "text/plain",
    string? TranslationOf = null,
    string? Translator = null);

public sealed class DepositDocumentValidator : AbstractValidator<DepositDocument>
{
    public DepositDocumentValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Text).DocumentText();
        RuleFor(command => command.Source).Null().When(command => command.Interview is not null)
            .WithMessage("A document belongs to an interview or to a source, not to both.");
        RuleFor(command => command.Kind).IsInEnum();
        RuleFor(command => command.Language).LanguageTag();
        RuleFor(command => command.MediaType).MediaType();
        RuleFor(command => command.Translator).Null().When(command => command.TranslationOf is null)
            .WithMessage("Name the document that was translated as well.");
        RuleFor(command => command.Translator).OptionalProse();
    }
}

public static class DepositDocumentEndpoint
{
    [WolverinePost("/api/studies/{study}/documents")]
    [Creates]
    [Needs(Right.Write)]
    [TakesUploads]
    [Takes(typeof(DepositDocument))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk, TextVault vault) =>
        desk.Answer<DepositDocument>(http, study, (command, plan) => Plan(command, plan, vault));

    /// <param name="file">The file that the text was read out of, where it was.</param>
    public static Func<Decision> Plan(DepositDocument command, CommandPlan plan, TextVault vault, FileOfText? file = null)
    {
        var target = plan.Open<Document>(DocumentStream.Definition, command.Key);
        var owner = plan.CiteOptional(Kinds.Interview, command.Interview, "interview") ?? plan.CiteOptional(Kinds.Source, command.Source, "source");
        var original = plan.CiteOptional(Kinds.Document, command.TranslationOf, "translationOf");
        var text = file?.Text.Text ?? CanonicalText.From(command.Text).Text!;
        return () =>
        {
            var holder = Document.HolderOf(target.Id, owner?.Thing.Refer());
            var isConfidential = command.Confidential ?? owner?.Kind != Kinds.Source;
            return DocumentDecisions.Deposit(
                new(
                    command.Key,
                    command.Title,
                    owner?.Thing.Refer(),
                    command.Kind,
                    command.Language,
                    isConfidential,
                    vault.Seal(plan, holder, text.Value),
                    file?.Form() ?? TextForm.Of(command.MediaType, command.Text, text),
                    original is null ? null : new(original.Id, command.Translator),
                    file?.Seal(plan, holder, isConfidential)),
                owner?.Thing,
                original?.Thing);
        };
    }
}
