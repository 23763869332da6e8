using System.Globalization;
using EvidenceBase.Record.Attestations;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Record.Audit;

/// <summary>What was signed that a report is about.</summary>
/// <param name="Origin">The name of the log.</param>
/// <param name="Size">How many events, which is the position that the report stands at.</param>
/// <param name="Root">Of the tree over them, in base64.</param>
public sealed record ReportBasis(string Origin, long Size, string Root);

/// <summary>
/// A study's history for people to read: who did what, in the categories of an audit trail, what was agreed on by whom how far, what respondents
/// allowed, and what was done after something was released. It follows from the history alone, and holds no text of an interview.
/// </summary>
public static class AuditReport
{
    private const int MostThings = 200;

    public static async Task<ReportDocument> Of(
        ReportBasis basis, FoldedStudy study, AuditTrail trail, ReadHistory history, CancellationToken cancellation)
    {
        var view = study.Of<StudyView>(Kinds.Study).FirstOrDefault();
        var changes = await ChangesSince.Of(view?.Releases ?? [], history, cancellation);
        return new(
            $"Audit report: {view?.Title ?? basis.Origin}",
            [
                .. Basis(basis, study, view, trail),
                .. People(trail, view),
                .. Enum.GetValues<AuditCategory>().SelectMany((category, index) => Category(category, index + 1, trail)),
                .. CodingRounds.Of(study),
                .. Consents(study, trail),
                .. Attestations(study),
                .. changes.Count == 0 ? [Section("Changes after releases"), Text("Nothing was released.")] : changes.SelectMany(Since).Prepend(Section("Changes after releases")),
                Section("What this report does not show"),
                Text("That what was recorded is true, or that everything was recorded that should have been. The words of interviews and documents: they are no part "
                    + "of the history, which holds a handle, a length and a salted commitment for each. What is told here as a number is listed event by event in payloads/."),
            ]);
    }

    internal static ReportBlock.Heading Section(string title) => new(1, title);

    internal static ReportBlock.Paragraph Text(string text) => new(text);

    internal static ReportBlock.Table Table(string caption, (string Name, int Width)[] columns, IEnumerable<string[]> rows) =>
        new(caption, [.. columns.Select(column => new ReportColumn(column.Name, column.Width))], [.. rows]);

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<ReportBlock> Basis(ReportBasis basis, FoldedStudy study, StudyView? view, AuditTrail trail)
    {
        yield return Text(
            "Everything in this report follows from the events of the study up to the moment named below. evidencebase-verify bundle checks that they are "
            + "those that were signed, and makes this report anew from them. All times are in UTC.");
        yield return Table(
            "What this report is about",
            [("", 1), ("", 4)],
            [
                ["Study", view?.Slug ?? string.Empty],
                ["Moment", $"position {Number(basis.Size)}{(study.Last is { } last ? $", recorded {Time(last.RecordedAt)}" : string.Empty)}"],
                ["Log", basis.Origin],
                ["Root of its tree", basis.Root],
                ["Releases", view is { Releases.Count: > 0 } ? string.Join(", ", view.Releases.Select(release => $"{release.Name} (position {Number(release.Position)})")) : "none"],
                ["Recorded by version", string.Join(", ", trail.Software)],
                ["Views rendered by version", Number(RecordStreams.Version)],
            ]);
    }

    private static IEnumerable<ReportBlock> People(AuditTrail trail, StudyView? view)
    {
        yield return Section("Who took part");
        yield return Table(
            "Everybody who recorded something, and every member",
            [("Who", 4), ("Role at the moment", 2), ("Events", 1), ("First", 2), ("Last", 2)],
            [
                .. trail.People.Select(one => new[] { one.Actor, Role(view, one.Actor), Number(one.Events), Time(one.First), Time(one.Last) }),
                .. (view?.Members ?? []).Where(member => trail.People.All(one => one.Actor != member.Principal))
                    .Select(member => new[] { member.Principal, Role(view, member.Principal), "0", string.Empty, string.Empty }),
            ]);
    }

    private static string Role(StudyView? view, string principal) =>
        view?.Members.Find(member => member.Principal == principal)?.Role.ToString().ToLowerInvariant() ?? "no member";

    private static IEnumerable<ReportBlock> Category(AuditCategory category, int number, AuditTrail trail)
    {
        yield return Section($"{Number(number)}. {AuditCategories.InWords(category)}");
        var groups = trail.Of(category).ToList();
        if (groups.Count == 0)
        {
            yield return Text("Nothing of this category is recorded.");
            yield break;
        }

        yield return Table(
            $"{AuditCategories.InWords(category)}: what was done by whom",
            [("What", 3), ("Who", 3), ("Events", 1), ("First", 2), ("Last", 2)],
            groups.Select(group => new[] { InWords(group.First.Type), Who(group.First), Number(group.Count), Time(group.First.RecordedAt), Time(group.Last.RecordedAt) }));
        var listed = groups.SelectMany(group => group.Listed).OrderBy(line => line.Position).ToList();
        if (listed.Count > 0)
        {
            yield return Table(
                $"{AuditCategories.InWords(category)}: one by one (what somebody did more than {Number(TrailGroup.MostListed)} times is only counted above)",
                [("Position", 1), ("When", 2), ("What", 2), ("To what", 2), ("Who", 2), ("Why", 3)],
                listed.Select(line => new[] { Number(line.Position), Time(line.RecordedAt), InWords(line.Type), line.Thing, Who(line), line.Reason ?? string.Empty }));
        }
    }

    private static IEnumerable<ReportBlock> Consents(FoldedStudy study, AuditTrail trail)
    {
        yield return Section("Consents, embargoes and erasures");
        if (trail.Consents.Count == 0)
            yield return Text("None is recorded.");
        else
            yield return Table(
                "In the order in which they were recorded",
                [("Position", 1), ("When", 2), ("What", 2), ("Of what", 2), ("Who", 2), ("Which", 3)],
                trail.Consents.Select(one => new[]
                {
                    Number(one.Line.Position), Time(one.Line.RecordedAt), InWords(one.Line.Type), one.Line.Thing, Who(one.Line), one.Detail,
                }));
        var interviews = study.Of<InterviewView>(Kinds.Interview).ToList();
        if (interviews.Count > 0)
        {
            yield return Table(
                "Interviews by what they may be used for",
                [("Confidentiality", 2), ("Consent as the material states it", 3), ("Interviews", 1), ("Erased", 1), ("With an embargo", 1)],
                interviews.GroupBy(one => (Confidentiality: one.Confidentiality?.ToString() ?? "not stated: as confidential", Stated: one.StatedConsent ?? "not stated"))
                    .OrderBy(group => group.Key.Confidentiality, StringComparer.Ordinal).ThenBy(group => group.Key.Stated, StringComparer.Ordinal)
                    .Select(group => new[]
                    {
                        group.Key.Confidentiality, group.Key.Stated, Number(group.Count()), Number(group.Count(one => one.Erased)), Number(group.Count(one => one.Embargo is not null)),
                    }));
        }
    }

    private static IEnumerable<ReportBlock> Attestations(FoldedStudy study)
    {
        yield return Section("Attestations");
        var attestations = study.Of<AttestationView>(Kinds.Attestation).ToList();
        if (attestations.Count == 0)
            yield return Text("Nobody has attested to anything.");
        else
            yield return Table(
                "What auditors said of what they looked at",
                [("Attestation", 1), ("By", 2), ("At position", 1), ("Of what", 2), ("Verdict", 2), ("Statement", 4)],
                attestations.Select(one => new[]
                {
                    one.Key,
                    one.By,
                    Number(one.Position),
                    one.Subject is { } subject ? $"{subject.Kind} {subject.Key}" : "the study",
                    one.Withdrawn is null ? Verdict(one.Verdict) : $"{Verdict(one.Verdict)}; withdrawn: {one.Withdrawn}",
                    one.Statement,
                }));
    }

    private static string Verdict(AttestationVerdict verdict) => verdict switch
    {
        AttestationVerdict.Confirmed => "confirmed",
        AttestationVerdict.ConfirmedWithReservations => "confirmed with reservations",
        AttestationVerdict.NotConfirmed => "not confirmed",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static IEnumerable<ReportBlock> Since(ChangesSince since)
    {
        yield return new ReportBlock.Heading(2, since.Release.Name);
        yield return Text(
            $"Position {Number(since.Release.Position)}{(since.At is { } at ? $", recorded {Time(at)}" : string.Empty)}; releases/{Number(since.Release.Position)}.checkpoint is the signed "
            + $"checkpoint of exactly that position. {(since.Types.Count == 0 ? "Nothing was recorded after it." : $"{Number(since.Types.Values.Sum())} events were recorded after it.")}");
        if (since.Types.Count == 0)
            yield break;
        yield return Table($"After {since.Release.Name}: what was done", [("What", 4), ("Events", 1)], since.Types.Select(one => new[] { InWords(one.Key), Number(one.Value) }));
        var things = since.Things.ToList();
        if (things.Count is > 0 and <= MostThings)
            yield return Table($"After {since.Release.Name}: what it was done to", [("Thing", 4), ("Events", 1)], things.Select(one => new[] { one.Thing, Number(one.Events) }));
        else if (things.Count > MostThings)
            yield return Text($"{Number(things.Count)} things were changed; GET …/differences lists them field by field.");
    }

    private static string InWords(string type) => type.Replace('_', ' ');

    private static string Who(TrailLine line) => line.OnBehalfOf is null ? line.Actor : $"{line.Actor} for {line.OnBehalfOf}";
}
