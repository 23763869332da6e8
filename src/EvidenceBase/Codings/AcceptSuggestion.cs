using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Codings;

/// <summary>Puts an orphaned coding where it is suggested. What was seen is said again, so that nothing else is accepted than that.</summary>
/// <param name="Revision">The revision that the suggestion is of.</param>
/// <param name="Start">In code points of that revision, 0-based.</param>
/// <param name="End">Exclusive.</param>
[Example("""{"revision":2,"start":0,"end":33}""")]
public sealed record AcceptSuggestion(int Revision, int Start, int End, string? Reason = null);

public sealed class AcceptSuggestionValidator : AbstractValidator<AcceptSuggestion>
{
    public AcceptSuggestionValidator()
    {
        RuleFor(command => command.Revision).GreaterThan(0).WithMessage("Name the revision that the suggestion is of.");
        RuleFor(command => command.Reason).OptionalProse();
    }
}

public static class CodingSuggestionEndpoint
{
    /// <summary>
    /// The codings of a document of which its revisions have left nothing, each with its words and where it could go. Nothing is moved by itself.
    /// Filters and order as of the list of codings.
    /// </summary>
    [WolverineGet("/api/studies/{study}/documents/{document}/orphans")]
    [Query("cursor", "limit", "interview", "code", "layer", "redefined", "codingOrder")]
    [Refuses(410)]
    [Needs(Right.ReadTexts)]
    [OpenToBlind]
    [Gives(typeof(Listing<OrphanedCoding>))]
    public static Task<IResult> Orphans(string study, string document, HttpContext http, CodingSuggestions suggestions) =>
        suggestions.Orphans(http, study, document);

    [WolverinePost("/api/studies/{study}/codings/{coding}/suggestion/acceptance")]
    [Needs(Right.Code)]
    [OpenToBlind]
    [Takes(typeof(AcceptSuggestion))]
    public static Task<IResult> Accept(string study, string coding, HttpContext http, CommandDesk desk, CodingSuggestions suggestions) =>
        desk.Answer<AcceptSuggestion>(http, study, async _ =>
        {
            var (orphan, problem) = await suggestions.Of(study, coding, Blindness.Of(http), http.RequestAborted);
            return (command, plan) =>
            {
                var changed = ChangeCodingEndpoint.Changing(plan, coding, http);
                var document = orphan is null ? null : plan.Cite(Kinds.Document, orphan.Coding.Segment!.Document.Id.ToString(), "coding");
                return () => problem ?? Decide(command, orphan!, changed.Thing, document!.Thing);
            };
        });

    private static Decision Decide(AcceptSuggestion command, OrphanedCoding orphan, Registered coding, Registered document)
    {
        if (coding.Version != orphan.Coding.Version)
            return Problem.Conflict("race-lost", "Something happened to the coding at the same moment. Nothing was written; read it and decide again.");
        if (orphan.Suggestion is not { } suggestion || (suggestion.Revision, suggestion.Start, suggestion.End) != (command.Revision, command.Start, command.End))
        {
            return Problem.Conflict(
                "not-suggested",
                orphan.Suggestion is { } other
                    ? $"What is suggested is {other.Start} to {other.End} of revision {other.Revision}. Read the orphans of the document again, or move the coding."
                    : "Nothing is suggested for this coding: nothing like its words is left. Move it, or remove it.");
        }

        return CodingDecisions.Move(coding, document, suggestion.Revision, suggestion.Start, suggestion.End, command.Reason ?? Said(suggestion));
    }

    private static string Said(Suggestion suggestion) => suggestion.Basis == SuggestionBasis.SameWords
        ? "Suggestion accepted: the same words stand here."
        : $"Suggestion accepted: words alike to {suggestion.Likeness} % stand here.";
}
