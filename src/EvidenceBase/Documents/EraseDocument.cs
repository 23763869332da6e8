using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Documents;

/// <summary>Erases the text of a document that belongs to no interview, for good, in all its revisions.</summary>
/// <param name="Confirm">The document's key, repeated: this cannot be undone.</param>
[Example("""{"confirm":"field-notes-3","reason":"The person who is in it asked for it."}""")]
public sealed record EraseDocument(string Confirm, string Reason);

public sealed class EraseDocumentValidator : AbstractValidator<EraseDocument>
{
    public EraseDocumentValidator()
    {
        RuleFor(command => command.Confirm).NotEmpty().WithMessage("Repeat the document's key to confirm: this cannot be undone.");
        RuleFor(command => command.Reason).Prose();
    }
}

public static class EraseDocumentEndpoint
{
    [WolverinePost("/api/studies/{study}/documents/{document}/erasure")]
    [Needs(Right.Manage)]
    [Takes(typeof(EraseDocument))]
    public static async Task<IResult> Post(string study, string document, HttpContext http, CommandDesk desk, Erasures erasures)
    {
        var answer = await desk.Answer<EraseDocument>(http, study, (command, plan) => Plan(document, command, plan));
        await erasures.Complete(study, CancellationToken.None);
        return answer;
    }

    public static Func<Decision> Plan(string document, EraseDocument command, CommandPlan plan)
    {
        var target = plan.Change<Document>(DocumentStream.Definition, document);
        return () => DocumentDecisions.Erase(target.State, command.Confirm, command.Reason);
    }
}
