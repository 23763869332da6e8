using System.Text.Json;
using EvidenceBase.Record;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;

namespace EvidenceBase.Verify;

/// <summary>
/// Checks an audit bundle: that its files are those of its table of contents, that its history is what was signed, and that this history gives – to
/// the byte – every view, the report, the provenance, the schema and the table of contents itself.
/// </summary>
internal sealed class BundleVerification(BundleSource source, LogQuestion question, Report report)
{
    private const string Pdf = "report.pdf";

    /// <returns>The signed checkpoint, where it can be trusted.</returns>
    /// <exception cref="SourceException">Something cannot be read.</exception>
    public async Task<SignedNote?> Run(CancellationToken cancellation)
    {
        var files = await new CrateCheck(source, report).Run(cancellation);
        var releases = new ReleaseCheck(source, report);
        var enclosed = await releases.Checkpoints(cancellation);
        var (refuted, log) = (report.Refutations, source.Log);
        var note = await new LogVerification(log, question with { Enclosed = enclosed }, report).Run(cancellation);
        if (note is null)
            return null;
        var checkpoint = Checkpoint.Parse(note.Text);
        await releases.Proofs(enclosed, checkpoint, cancellation);
        if (report.Refutations > refuted)
            report.Unchecked($"Whether the views follow from the history was not checked: the history is not what was signed.");
        else if (await IsOfThisVersion(cancellation))
            await Derive(files, checkpoint, cancellation);
        return note;
    }

    private async Task<bool> IsOfThisVersion(CancellationToken cancellation)
    {
        var version = await Version(cancellation);
        if (version != RecordStreams.Version)
            report.Unchecked($"The views were rendered by version {version} of the record; this program renders them as version {RecordStreams.Version} does. Take the program of that version.");
        return version == RecordStreams.Version;
    }

    private async Task<int> Version(CancellationToken cancellation)
    {
        const string path = "schema/events.json";
        try
        {
            await using var content = source.Read(path) ?? throw new SourceException($"{path} is missing.");
            using var schema = await JsonDocument.ParseAsync(content, cancellationToken: cancellation);
            return schema.RootElement.GetProperty("version").GetInt32();
        }
        catch (Exception flaw) when (flaw is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SourceException($"{path} cannot be read: {flaw.Message}");
        }
    }

    private async Task Derive(IReadOnlyList<CrateFile> files, Checkpoint checkpoint, CancellationToken cancellation)
    {
        var history = new BundleHistory(source.Log, checkpoint.Size);
        var trail = new AuditTrail();
        try
        {
            var study = await FoldedStudy.Of(history.Read, trail.Take, cancellation);
            var basis = new ReportBasis(checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToBase64());
            var report = await AuditReport.Of(basis, study, trail, history.Read, cancellation);
            var contents = new DerivedFile(ResearchCrate.Path, _ => ResearchCrate.Lines(basis, study, files).ToAsyncEnumerable());
            var derived = await Compare(DerivedFile.All(study, report, history.Read).Append(contents), [.. files, (await source.Describe(ResearchCrate.Path, cancellation))!], cancellation);
            Complete(study, checkpoint, derived);
        }
        catch (Exception flaw) when (flaw is InvalidDataException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            // What was signed is a history that this program does not know how to fold.
            report.Unchecked($"Whether the views follow from the history cannot be told: {flaw.Message}");
        }
    }

    private async Task<List<string>> Compare(IEnumerable<DerivedFile> derived, IReadOnlyList<CrateFile> files, CancellationToken cancellation)
    {
        var check = new DerivedCheck(source, files, report);
        var (paths, held) = (new List<string>(), new List<string>());
        foreach (var file in derived)
        {
            paths.Add(file.Path);
            if (await check.Holds(file, cancellation))
                held.Add(file.Path);
        }

        if (check.Views > 0 && held.Count == paths.Count)
            report.Proven($"All {check.Views} views are, to the byte, what the events give when they are folded and rendered.");
        if (held.Where(path => !path.StartsWith(DerivedFile.ViewFolder, StringComparison.Ordinal)).ToList() is { Count: > 0 } others)
            report.Proven($"What the events give to the byte are also {string.Join(", ", others)}.");
        return paths;
    }

    /// <summary>Nothing may be left out of a bundle, and nothing put in, whatever its table of contents says.</summary>
    private void Complete(FoldedStudy study, Checkpoint checkpoint, IEnumerable<string> derived)
    {
        var tiles = Enumerable.Range(0, TilePath.MaximumLevel + 1).SelectMany(level => TileId.OfLevel(level, checkpoint.Size)).ToList();
        var releases = study.Of<StudyView>(Kinds.Study).SelectMany(view => view.Releases).Select(release => release.Position).Distinct().ToList();
        HashSet<string> expected =
        [
            TilePath.Checkpoint,
            Pdf,
            .. tiles.Select(TilePath.Of),
            .. tiles.Where(tile => tile.Level == 0).SelectMany(tile => new[] { TilePath.OfEntries(tile.Number, tile.Width), TilePath.OfPayloads(tile.Number, tile.Width) }),
            .. releases.Select(ReleaseFiles.Checkpoint),
            .. releases.Select(ReleaseFiles.Consistency),
            .. derived,
        ];
        foreach (var path in expected.Except(source.Paths))
            report.Refuted($"{path} belongs in the bundle, and is not there.");
        foreach (var path in source.Paths.Except(expected))
            report.Refuted($"{path} does not belong in the bundle.");
        report.Open($"{Pdf} is for reading: that it says what report.html says was not checked.");
    }
}
