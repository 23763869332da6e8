using System.Globalization;
using EvidenceBase.Audit.Log;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Kernel;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.Audit.Bundles;

/// <summary>Finds the moment of a bundle and its checkpoint, and folds the history up to it. Only what is still what was signed is given out.</summary>
public sealed class BundleReads(LogReads log, LogWriter writer, Moments moments)
{
    /// <param name="asOf">A moment; null for the latest checkpoint.</param>
    internal async Task<(Bundle? Bundle, Problem? Problem)> Open(string study, string? asOf, CancellationToken cancellation)
    {
        try
        {
            return await Find(study, asOf, cancellation);
        }
        catch (LogAlarmException alarm)
        {
            return (null, Problem.Conflict("log-alarm", alarm.Message));
        }
    }

    private async Task<(Bundle? Bundle, Problem? Problem)> Find(string study, string? asOf, CancellationToken cancellation)
    {
        if (await log.Absent(study, cancellation) is { } absent)
            return (null, absent);
        var (size, unknown) = await Size(study, asOf, cancellation);
        if (unknown is not null)
            return (null, unknown);
        if (await Checkpoint(study, size, cancellation) is not { } note)
            return (null, NotYetProven(size));
        var checkpoint = TransparencyLog.Notes.Checkpoint.Parse(note.Text);
        var history = new LoggedHistory(log, study, size);
        var trail = new AuditTrail();
        try
        {
            return await history.Root(cancellation) == checkpoint.Root
                ? (new(study, note, history, await FoldedStudy.Of(history.Read, trail.Take, cancellation), trail, log), null)
                : (null, Changed("the events do not give the root that was signed"));
        }
        catch (Exception flaw) when (flaw is InvalidDataException or InvalidOperationException)
        {
            return (null, Changed(flaw.Message));
        }
    }

    private async Task<(long Size, Problem? Problem)> Size(string study, string? asOf, CancellationToken cancellation)
    {
        if (asOf is null)
            return ((await log.Head(study, null, cancellation))?.Size ?? 0, null);
        var (position, problem) = await moments.Resolve(study, asOf, cancellation);
        if (problem is not null)
            return (0, problem);
        return position!.Number > 0
            ? (position.Number, null)
            : (0, new(ProblemKind.NotFound, "not-yet", $"At {asOf} the study “{study}” had no history yet.", "asOf"));
    }

    /// <summary>The checkpoint of exactly this size. Checkpoints are signed at every step; where a moment lies between two, it is signed once and kept.</summary>
    private async Task<SignedNote?> Checkpoint(string study, long size, CancellationToken cancellation)
    {
        if (size == 0)
            return null;
        if (await log.Head(study, size, cancellation) is { } signed)
            return Own(signed.Note);
        if (await log.Head(study, null, cancellation) is not { } latest || latest.Size < size)
            return null;
        await writer.SignAt(study, size, TransparencyLog.Notes.Checkpoint.Parse(latest.Note.Text), cancellation);
        return Own((await log.Head(study, size, cancellation))!.Note);
    }

    /// <summary>The checkpoint as the log signed it: what witnesses have signed since may grow at any time.</summary>
    internal static SignedNote Own(SignedNote note)
    {
        var origin = TransparencyLog.Notes.Checkpoint.Parse(note.Text).Origin;
        return note with { Signatures = [.. note.Signatures.Where(signature => signature.KeyName == origin)] };
    }

    private static Problem NotYetProven(long size) => new(
        ProblemKind.NotFound,
        "not-yet-proven",
        string.Create(CultureInfo.InvariantCulture, $"Position {size} is not below a checkpoint yet. It will be in a moment, unless /health/ready says otherwise."),
        "asOf");

    private static Problem Changed(string why) =>
        Problem.Conflict("history-changed", $"The history is not the one that was signed: {why}. evidencebase-verify log tells at which positions.");
}
