using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using EvidenceBase.TransparencyLog.Events;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;

namespace EvidenceBase.Verify;

/// <summary>What is asked of a log.</summary>
/// <param name="Keys">The keys of the log, given out by another way than the log itself.</param>
/// <param name="Kept">Checkpoints kept earlier, by where they were kept.</param>
/// <param name="Witnesses">Each has to have cosigned the checkpoint, or one that was kept.</param>
/// <param name="WithPayloads">Whether the contents of the events are checked too.</param>
public sealed record LogQuestion(
    IReadOnlyList<VerifierKey> Keys, IReadOnlyList<(string Where, SignedNote Note)> Kept, IReadOnlyList<VerifierKey> Witnesses, bool WithPayloads = true)
{
    /// <summary>Checkpoints that came with the log itself: they must fit it, and say nothing of who kept them.</summary>
    public IReadOnlyList<(string Where, SignedNote Note)> Enclosed { get; init; } = [];

    /// <summary>Those of authorities whose time stamps count; none are looked at where there are none.</summary>
    public IReadOnlyList<X509Certificate2> StampedBy { get; init; } = [];
}

/// <summary>
/// Checks a whole log: the signature of its checkpoint, that the events there are now give its root, that they gave the roots of the
/// checkpoints kept earlier, and that each event's content is the one committed to. One bundle of 256 events is in memory at a time.
/// </summary>
public sealed class LogVerification(LogSource source, LogQuestion question, Report report)
{
    private readonly EventSequence sequence = new(report);
    private readonly PayloadCheck payloads = new(report);

    /// <returns>The signed checkpoint, where it can be trusted.</returns>
    /// <exception cref="SourceException">Something cannot be read.</exception>
    public async Task<SignedNote?> Run(CancellationToken cancellation)
    {
        var bytes = await source.Read(TilePath.Checkpoint, cancellation) ?? throw new SourceException("There is no checkpoint.");
        if (Trusted("The checkpoint", () => SignedNote.Parse(bytes)) is not var (note, checkpoint))
            return null;
        var kept = Kept(checkpoint);
        await Witnessed(note, checkpoint, kept, cancellation);
        if (question.StampedBy.Count > 0)
            kept.AddRange(Kept(await new StampedCheckpoints(source, question.StampedBy, report).Find(cancellation), checkpoint));
        await Entries(checkpoint, kept, cancellation);
        await AboveTheCheckpoint(checkpoint, cancellation);
        return note;
    }

    private (SignedNote Note, Checkpoint Checkpoint)? Trusted(string what, Func<SignedNote> read)
    {
        try
        {
            var note = read();
            var checkpoint = Checkpoint.Open(note, question.Keys);
            report.Proven($"{what}, at {checkpoint.Size} events, is signed by the log {checkpoint.Origin}.");
            return (note, checkpoint);
        }
        catch (Exception refusal) when (refusal is FormatException or UntrustedNoteException)
        {
            report.Refuted($"{what} cannot be trusted. {refusal.Message}");
            return null;
        }
    }

    private List<(string Where, Checkpoint Checkpoint)> Kept(Checkpoint latest)
    {
        if (question.Kept.Count == 0)
            report.Open($"No checkpoint kept earlier was given (--against, --keep): whoever holds the log's keys could have signed another history before this one.");
        return Kept([.. question.Kept, .. question.Enclosed], latest);
    }

    private List<(string Where, Checkpoint Checkpoint)> Kept(IReadOnlyList<(string Where, SignedNote Note)> notes, Checkpoint latest)
    {
        var kept = new List<(string, Checkpoint)>();
        foreach (var (where, note) in notes)
        {
            if (Trusted($"The checkpoint in {where}", () => note) is not var (_, checkpoint))
                continue;
            if (checkpoint.Origin != latest.Origin)
                report.Refuted($"The checkpoint in {where} is of another log, {checkpoint.Origin}.");
            else if (checkpoint.Size > latest.Size)
                report.Refuted($"The log was longer when the checkpoint in {where} was signed: {checkpoint.Size} events. It has {latest.Size} now; history was cut off.");
            else
                kept.Add((where, checkpoint));
        }

        return kept;
    }

    /// <summary>Each witness must have cosigned the checkpoint, one that was kept, or one that the service kept for it.</summary>
    private async Task Witnessed(SignedNote latest, Checkpoint newest, List<(string Where, Checkpoint Checkpoint)> kept, CancellationToken cancellation)
    {
        foreach (var witness in question.Witnesses)
        {
            var notes = question.Kept.Select(one => one.Note).Prepend(latest).ToList();
            if (!notes.Exists(note => IsCosigned(note, witness)) && await WitnessedCheckpoint.Find(source, witness, cancellation) is { } cosigned)
            {
                notes.Add(cosigned);
                kept.AddRange(Kept([($"the service that {witness.Name} has cosigned", cosigned)], newest));
            }

            Witnessed(witness, notes);
        }
    }

    private void Witnessed(VerifierKey witness, List<SignedNote> notes)
    {
        try
        {
            var cosigned = notes.Where(note => IsCosigned(note, witness))
                .Select(note => (Checkpoint.Parse(note.Text).Size, Cosignature.TimeOf(note.VerifiedBy(witness)[0]))).ToList();
            foreach (var (size, time) in cosigned)
                report.Proven($"The witness {witness.Name} saw the log at {size} events on {time:yyyy-MM-dd HH:mm:ss} UTC.");
            if (cosigned.Count == 0)
                report.Unchecked($"The witness {witness.Name} has cosigned neither the checkpoint nor one that was kept.");
        }
        catch (Exception refusal) when (refusal is FormatException or UntrustedNoteException)
        {
            report.Refuted($"{refusal.Message}");
        }
    }

    private static bool IsCosigned(SignedNote note, VerifierKey witness) =>
        note.Signatures.Any(signature => signature.KeyName == witness.Name && signature.KeyId == witness.Id);

    private async Task Entries(Checkpoint latest, List<(string Where, Checkpoint Checkpoint)> kept, CancellationToken cancellation)
    {
        var tree = new CompactRange();
        var miscounted = false;
        foreach (var tile in TileId.OfLevel(0, latest.Size))
        {
            var entries = await Bundle(tile, cancellation);
            miscounted |= entries.Count != tile.Width;
            var lines = question.WithPayloads ? await source.Read(TilePath.OfPayloads(tile.Number, tile.Width), cancellation) : null;
            var contents = lines is null ? [] : Encoding.UTF8.GetString(lines).Split('\n');
            foreach (var (index, entry) in entries.Take(tile.Width).Index())
            {
                tree.Append(MerkleTree.Leaf(entry.Span));
                if (sequence.Next(tree.Size, entry) is { } leaf && question.WithPayloads)
                    payloads.Next(tree.Size, leaf, index < contents.Length - 1 ? contents[index] : null);
                foreach (var (where, checkpoint) in kept.Where(one => one.Checkpoint.Size == tree.Size))
                    CompareWithKept(where, checkpoint, tree.Root);
            }
        }

        if (!miscounted && tree.Size == latest.Size && tree.Root == latest.Root)
            report.Proven($"All {latest.Size} events are, in every column but their content and in their order, those that were signed.");
        else
            await Locate(latest, cancellation);
        sequence.Conclude();
        if (question.WithPayloads)
            payloads.Conclude();
        else
            report.Open($"The contents of the events were not checked (--without-payloads).");
    }

    private void CompareWithKept(string where, Checkpoint kept, TreeHash root)
    {
        if (root == kept.Root)
            report.Proven($"The first {kept.Size} events are those that the checkpoint in {where} was signed over: nothing of them was changed since.");
        else
            report.Refuted($"The first {kept.Size} events are not those that the checkpoint in {where} was signed over: history was changed since.");
    }

    /// <summary>The events do not give the root. The hashes that were signed say which.</summary>
    private async Task Locate(Checkpoint latest, CancellationToken cancellation)
    {
        report.Refuted($"The events do not give the root that was signed for {latest.Size} of them.");
        var tree = new CompactRange();
        var (other, gone) = (new PositionRanges(), new PositionRanges());
        foreach (var tile in TileId.OfLevel(0, latest.Size))
        {
            if (await source.Read(TilePath.Of(tile), cancellation) is not { } hashes || hashes.Length != tile.Width * TreeHash.Length)
            {
                report.Unchecked($"Which events they are cannot be told: {TilePath.Of(tile)} is missing or of the wrong length.");
                return;
            }

            var entries = await Bundle(tile, cancellation);
            for (var index = 0; index < tile.Width; index++)
            {
                var signed = Tile.Hash(hashes, index);
                tree.Append(signed);
                if (index >= entries.Count)
                    gone.Add(tree.Size);
                else if (MerkleTree.Leaf(entries[index].Span) != signed)
                    other.Add(tree.Size);
            }

            if (entries.Count > tile.Width)
                report.Refuted($"Up to position {tree.Size} there are {entries.Count - tile.Width} more events than were signed.");
        }

        if (tree.Root != latest.Root)
            report.Unchecked($"Which events they are cannot be told for certain: the hashes of the log do not give the root either.");
        foreach (var positions in other.InWords())
            report.Refuted($"{positions}: not what was signed; it was changed, removed, put in or moved.");
        foreach (var positions in gone.InWords())
            report.Refuted($"{positions}: nothing is there any more.");
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> Bundle(TileId tile, CancellationToken cancellation)
    {
        var path = TilePath.OfEntries(tile.Number, tile.Width);
        try
        {
            return EntryBundle.Read(await source.Read(path, cancellation) ?? throw new SourceException($"{path} is missing."));
        }
        catch (FormatException flaw)
        {
            throw new SourceException($"{path} cannot be read: {flaw.Message}");
        }
    }

    private async Task AboveTheCheckpoint(Checkpoint latest, CancellationToken cancellation)
    {
        if (await source.Read("log", cancellation) is not { } status)
            return;
        using var json = JsonDocument.Parse(status);
        if (json.RootElement.TryGetProperty("position", out var position) && position.TryGetInt64(out var number) && number > latest.Size)
            report.Open($"The study has {number} events; the {number - latest.Size} above the checkpoint are not proven yet.");
        if (json.RootElement.TryGetProperty("alarm", out var alarm) && alarm.GetString() is { } text)
            report.Refuted($"The service itself says that the log cannot go on: {text}");
    }
}
