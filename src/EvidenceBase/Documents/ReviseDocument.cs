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

/// <summary>Gives a document a new revision of its text; needs If-Match. What was coded keeps its place through the mapping.</summary>
/// <param name="Note">Why it was revised.</param>
[Example("""{"text":"Half of our gang had no shift the week after.","note":"A word was missing."}""")]
public sealed record ReviseDocument(string Text, string MediaType = "text/plain", string? Note = null);

public sealed class ReviseDocumentValidator : AbstractValidator<ReviseDocument>
{
    public ReviseDocumentValidator()
    {
        RuleFor(command => command.Text).DocumentText();
        RuleFor(command => command.MediaType).MediaType();
        RuleFor(command => command.Note).OptionalProse();
    }
}

public static class ReviseDocumentEndpoint
{
    [WolverinePost("/api/studies/{study}/documents/{document}/revisions")]
    [Replaces]
    [Needs(Right.Write)]
    [TakesUploads]
    [Takes(typeof(ReviseDocument))]
    public static async Task<IResult> Post(string study, string document, HttpContext http, CommandDesk desk, DocumentTexts texts, TextVault vault)
    {
        var latest = await texts.Latest(study, document, http.RequestAborted);
        return await desk.Answer<ReviseDocument>(http, study, (command, plan) => Plan(document, command, latest, plan, vault));
    }

    /// <param name="latest">The latest revision, read before: the differences are computed without holding a lock.</param>
    /// <param name="file">The file that the text was read out of, where it was.</param>
    public static Func<Decision> Plan(
        string document, ReviseDocument command, OpenedText latest, CommandPlan plan, TextVault vault, FileOfText? file = null)
    {
        plan.RequireVersion();
        var target = plan.Change<Document>(DocumentStream.Definition, document);
        var owner = latest.Interview is { } interview ? plan.Need(Kinds.Interview, interview.ToString()) : null;
        var text = file?.Text.Text ?? CanonicalText.From(command.Text).Text!;
        var mapping = latest.Text is null ? null : RevisionMapping.Between(latest.Text, text);
        return () => mapping is null
            ? latest.Problem!
            : target.State.Latest().Text != latest.Revision!.Text
                ? Problem.Conflict("race-lost", "Someone else revised the document at the same moment. Nothing was written; read it and revise it again.")
                : DocumentDecisions.Revise(
                    target.State,
                    vault.Seal(plan, target.State.Holder(target.Id), text.Value),
                    file?.Form() ?? TextForm.Of(command.MediaType, command.Text, text),
                    mapping,
                    command.Note,
                    owner?.Thing,
                    file?.Seal(plan, target.State.Holder(target.Id), target.State.Confidential));
    }
}
