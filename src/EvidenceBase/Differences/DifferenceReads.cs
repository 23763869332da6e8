using EvidenceBase.Codings;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Differences;

/// <summary>What changed between two moments, in a study or in one thing of it.</summary>
public sealed class DifferenceReads(Moments moments, ViewReads reads, CodingReads codings, StudyDifferences differences)
{
    private const string Now = "now";

    /// <param name="from">The earlier moment, as <c>asOf</c> takes it.</param>
    /// <param name="to">The later one; null for now.</param>
    /// <param name="thing">Kind and name; null for the whole study.</param>
    public async Task<(DifferencesView? View, Problem? Problem)> Between(
        string study, string? from, string? to, (string Kind, string Name)? thing, CancellationToken cancellation)
    {
        if (await reads.NoStudy(study, cancellation) is { } absent)
            return (null, absent);
        if (string.IsNullOrEmpty(from))
            return (null, new(ProblemKind.Malformed, "malformed-moment", "“from” is the earlier moment: a time, position:1234, or the name of a release.", "from"));
        var (earlier, unknownFrom) = await moments.Resolve(study, from, cancellation);
        var (later, unknownTo) = string.IsNullOrEmpty(to) ? (await moments.Latest(study, cancellation), null) : await moments.Resolve(study, to, cancellation);
        if (unknownFrom is not null)
            return (null, unknownFrom with { Field = "from" });
        if (unknownTo is not null)
            return (null, unknownTo with { Field = "to" });
        if (earlier!.Number > later!.Number)
            return (null, new(ProblemKind.Malformed, "moments-reversed", $"“from” stands at position {earlier.Number}, after “to” at {later.Number}. Ask the other way round.", "from"));
        var (things, problem) = thing is { } one
            ? await OfThing(study, one.Kind, one.Name, earlier, later, cancellation)
            : (await differences.Things(study, earlier, later, cancellation), null);
        if (problem is not null)
            return (null, problem);
        var counts = thing is null ? await differences.Codings(study, earlier, later, cancellation) : null;
        return (new(Moment(from, earlier), Moment(string.IsNullOrEmpty(to) ? Now : to, later), things!, counts, EventMetadata.SoftwareVersion), null);
    }

    private async Task<(IReadOnlyList<ThingDifference>? Things, Problem? Problem)> OfThing(
        string study, string kind, string name, Position from, Position to, CancellationToken cancellation)
    {
        if (await reads.Identify(study, kind, name, cancellation) is not { } thing)
            return (null, await reads.Absent(study, kind, name, cancellation));
        return ([.. ViewDifferences.Between(await At(from), await At(to))], null);

        async Task<IReadOnlyList<View>> At(Position moment)
        {
            if (moment.Number == 0)
                return [];
            if (kind == Kinds.Coding)
            {
                var (coding, _, _) = await codings.Find(study, name, $"position:{moment.Number}", cancellation);
                return coding is null ? [] : [new(kind, thing.Id, coding.Key, coding.Version, string.Empty, coding)];
            }

            return await reads.At(study, kind, thing, moment, cancellation) is { } view ? [view] : [];
        }
    }

    private static DifferenceMoment Moment(string asked, Position position) =>
        new(asked, position.Number, position.Number == 0 ? null : position.RecordedAt);
}
