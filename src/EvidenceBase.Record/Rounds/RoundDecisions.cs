using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Record.Rounds;

/// <summary>
/// What may happen to a round. Invariants: nobody who codes in it opens, closes or adjudicates it; every coder may code in the study and has
/// a layer alone.
/// </summary>
public static class RoundDecisions
{
    /// <param name="study">Whose members the coders are.</param>
    public static Decision Open(
        RoundOpened opened, string actor, Registered study, IReadOnlyList<Registered> documents, IReadOnlyList<Registered> codes)
    {
        if (CodersProblem(opened.Coders, actor, study) is { } coders)
            return coders;
        if (documents.Count == 0)
            return Problem.Unprocessable("no-document", "Name at least one document to be coded.", "documents");
        if (documents.Select((one, index) => one.NotCitable($"documents[{index}]")).FirstOrDefault(problem => problem is not null) is { } withdrawn)
            return withdrawn;
        return codes.Select((one, index) => CodingDecisions.NotApplicable(one, $"codes[{index}]")).FirstOrDefault(problem => problem is not null) is { } unusable
            ? unusable
            : Decision.Accept(opened);
    }

    public static Decision Close(Round round, string actor, string? reason)
    {
        if (!round.IsOpen)
            return Problem.Conflict("round-closed", $"The round “{round.Key}” is closed already.");
        return round.IsCoder(actor)
            ? new Problem(ProblemKind.Forbidden, "coder-of-round", "Whoever codes in a round does not close it: it would show them what the others did.")
            : Decision.Accept(new RoundClosed(reason));
    }

    /// <param name="coding">The coding in the consensus layer that says that the code applies; null where it does not.</param>
    public static Decision Adjudicate(
        Round round, string actor, Registered document, Registered code, int start, int end, Registered? coding, string reason)
    {
        if (round.IsOpen)
            return Problem.Conflict("round-open", $"The round “{round.Key}” is open. Close it first; then its codings can be compared and decided about.");
        if (round.IsCoder(actor))
            return new Problem(ProblemKind.Forbidden, "coder-of-round", "Whoever coded in a round does not decide where its coders differ. Ask a third person.");
        if (!round.DocumentIds.Contains(document.Id))
            return Problem.Unprocessable("not-in-round", $"The document “{document.Name}” was not coded in this round.", "document");
        if (start < 0 || start >= end || end > DocumentFacts.LengthOf(document))
        {
            return Problem.Unprocessable(
                "range", $"A stretch of “{document.Name}” has 0 ≤ start < end ≤ {DocumentFacts.LengthOf(document)}; this was {start} to {end}.", "start");
        }

        if (round.IsAdjudicated(document.Id, code.Id, start, end))
            return Problem.Conflict("adjudicated", $"It has been decided already whether “{code.Name}” applies from {start} to {end}.");
        return coding is not null && ConsensusProblem(coding, document, code) is { } problem
            ? problem
            : Decision.Accept(new ConflictAdjudicated(
                document.Id, DocumentFacts.RevisionOf(document), start, end, code.Id, coding is not null, coding?.Id, reason));
    }

    private static Problem? ConsensusProblem(Registered coding, Registered document, Registered code)
    {
        if (coding.NotCitable("coding") is { } removed)
            return removed;
        var fits = Layer.KindOf(coding.Fact(CodingFacts.Layer)!) == LayerKind.Consensus
            && CodingFacts.DocumentOf(coding) == document.Id && CodingFacts.CodesOf(coding).Contains(code.Id);
        return fits
            ? null
            : Problem.Unprocessable(
                "not-the-consensus", $"The coding “{coding.Name}” does not say so: it must apply “{code.Name}” to “{document.Name}” in the layer “consensus”.", "coding");
    }

    private static Problem? CodersProblem(IReadOnlyList<RoundCoder> coders, string actor, Registered study)
    {
        if (coders.Count < 2)
            return Problem.Unprocessable("too-few-coders", "A blind round has at least two coders.", "coders");
        foreach (var (index, coder) in coders.Index())
        {
            if (!Layer.IsValid(coder.Layer) || Layer.KindOf(coder.Layer) == LayerKind.Consensus)
                return Problem.Unprocessable("layer", $"{Layer.Rule} The layer “consensus” is for what is decided after the round.", $"coders[{index}].layer");
            if (coder.Principal == actor)
                return Problem.Unprocessable("coder-of-round", "Whoever opens a round does not code in it, for they may also close it.", $"coders[{index}].principal");
            if (MemberFacts.RoleIn(study.Fact(MemberFacts.Name(coder.Principal))) is not { } role || !RoleRights.Of(role).Contains(Right.Code))
                return Problem.Unprocessable("may-not-code", $"“{coder.Principal}” is no member of this study who may code.", $"coders[{index}].principal");
        }

        return coders.DistinctBy(coder => coder.Principal).Count() == coders.Count && coders.DistinctBy(coder => coder.Layer).Count() == coders.Count
            ? null
            : Problem.Unprocessable("same-coder", "Each coder is named once and has a layer alone.", "coders");
    }
}
