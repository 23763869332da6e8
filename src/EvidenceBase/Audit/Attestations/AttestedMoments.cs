using System.Globalization;
using EvidenceBase.Audit.Log;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Attestations;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Audit.Attestations;

/// <summary>What there was at the moment that somebody attests to.</summary>
/// <param name="SubjectWasThere">Whether the record showed what is attested to; of a whole study always.</param>
public sealed record AttestedMoment(long Position, AttestedLog Log, bool SubjectWasThere);

/// <summary>Finds what there was at a moment. All of it is past and signed, and does not change any more: it may be read before the command has locked anything.</summary>
public sealed class AttestedMoments(Moments moments, LogReads log, ViewReads views)
{
    public async Task<(AttestedMoment? Moment, Problem? Problem)> Find(string study, MakeAttestation command, CancellationToken cancellation)
    {
        var asked = command.Release ?? string.Create(CultureInfo.InvariantCulture, $"position:{command.Position}");
        var (moment, problem) = await moments.Resolve(study, asked, cancellation);
        if (problem is not null)
            return (null, problem with { Kind = ProblemKind.Unprocessable, Field = command.Release is null ? "position" : "release" });
        var seen = new AttestedLog(await log.Size(study, cancellation), await log.Root(study, moment!.Number, cancellation));
        return (new(moment.Number, seen, await WasThere(study, command, moment, cancellation)), null);
    }

    private async Task<bool> WasThere(string study, MakeAttestation command, Position moment, CancellationToken cancellation)
    {
        if (command.Subject is not { } subject)
            return true;
        return await views.Identify(study, subject.Kind, subject.Name, cancellation) is { } thing && await views.At(study, subject.Kind, thing, moment, cancellation) is not null;
    }
}
