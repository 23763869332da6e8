using EvidenceBase.Formats.Studies;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Vault;
using Npgsql;

namespace EvidenceBase.Exchange;

/// <param name="Done">How many of the bundle's commands have been carried out, now or before.</param>
public sealed record LoadProgress(string Study, string Phase, int Done, int All);

/// <param name="Sent">How many commands were carried out in this run; the others had been before.</param>
/// <param name="Problem">Why loading stopped, where it did.</param>
/// <param name="Changed">What stands in the bundle differently from what was loaded. It is left as it is in the record.</param>
public sealed record LoadOutcome(string? Study, int Sent, int All, string? Problem, IReadOnlyList<string> Changed);

/// <summary>
/// Loads a study bundle through the same command handlers that answer over HTTP. Every command has an idempotency key of its own that never
/// changes, so that loading can be killed at any moment and taken up again: what was carried out is passed over.
/// </summary>
public sealed class StudyLoader(
    CommandExecutor executor,
    CommandDesk desk,
    CommandDigest digest,
    LocalOwner owner,
    TextVault vault,
    NpgsqlDataSource database,
    ProjectionProgress projections)
{
    private const string Prefix = "bundle/";

    private static readonly TimeSpan LongestWaitForViews = TimeSpan.FromMinutes(5);

    public async Task<LoadOutcome> Load(string folder, Action<LoadProgress> report, CancellationToken cancellation = default)
    {
        var reading = StudyBundle.Read(folder);
        if (reading.Content is not { } bundle)
        {
            return new(
                null, 0, 0, $"The bundle in {folder} cannot be loaded:{Environment.NewLine}{string.Join(Environment.NewLine, reading.Errors)}", []);
        }

        var study = bundle.Study.Slug;
        var steps = LoadPlan.Of(bundle, vault);
        var carriedOut = await CarriedOut(study, cancellation);
        var changed = new List<string>();
        var sent = 0;
        foreach (var (index, step) in steps.Index())
        {
            var content = digest.Of(Address(step), step.Content());
            if (carriedOut.TryGetValue(Address(step), out var before))
            {
                if (!before.AsSpan().SequenceEqual(content))
                    changed.Add(step.Key);
                continue;
            }

            if (await Send(study, step, content, cancellation) is { } problem)
                return new(study, sent, steps.Count, $"Loading {study} stopped at {step.Key}: {problem}", changed);
            sent++;
            report(new(study, step.Phase, index + 1, steps.Count));
        }

        if (sent > 0)
            await projections.WaitForAll(LongestWaitForViews, cancellation);
        return new(study, sent, steps.Count, null, changed);
    }

    private async Task<string?> Send(string study, LoadStep step, byte[] content, CancellationToken cancellation)
    {
        if (step.ShapeProblems(desk) is { Count: > 0 } problems)
            return string.Join(" ", problems);
        var envelope = new CommandEnvelope(study, owner.Name, Address(step), content, Reason: "loaded from the study's bundle");
        var outcome = await step.Send(executor, envelope, cancellation);
        return outcome.Problem?.Detail;
    }

    private async Task<Dictionary<string, byte[]>> CarriedOut(string study, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select idempotency_key, digest from evidence.command_answer where study = $1 and actor = $2 and starts_with(idempotency_key, $3)");
        foreach (var value in new[] { study, owner.Name, Prefix })
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var carriedOut = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
            carriedOut[reader.GetString(0)] = reader.GetFieldValue<byte[]>(1);
        return carriedOut;
    }

    private static string Address(LoadStep step) => Prefix + step.Key;
}
