using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.ReliabilityTests;

/// <summary>The transparency log outlives whoever is killed while it is signed: what others have kept of it stays its beginning.</summary>
public sealed class LogTests(SharedData data)
{
    [Fact]
    public async Task Given_a_log_that_is_being_signed_when_service_and_database_are_killed_at_random_moments_then_it_goes_on_and_all_that_was_kept_is_its_beginning()
    {
        Commands? commands = null;
        var kept = new HashSet<string>();
        for (var kill = 0; kill < 4; kill++)
        {
            await using var service = await ServiceProcess.Start(data.Folder);
            commands ??= await Commands.OpenStudy(service);
            using var enough = new CancellationTokenSource();
            var (sending, keeping) = (commands.SendMany(service, enough.Token), Keep(service, commands.Study, kept, enough.Token));
            await MoreSigned(service, kept);
            await Task.Delay(Random.Shared.Next(0, 1000));
            if (kill % 2 == 1)
            {
                using (var server = Process.GetProcessById(ServiceProcess.Server(data.Folder)!.Value))
                    server.Kill();
                await MoreSigned(service, kept);
                await Task.Delay(Random.Shared.Next(0, 1000));
            }

            await service.Kill();
            await enough.CancelAsync();
            await Task.WhenAll(sending, keeping);
        }

        await using var last = await ServiceProcess.Start(data.Folder);
        await commands!.EachIsThereOnceAfterRepeating(last);
        await commands.AllAreShown(last);
        var log = await Proven(last, commands.Study);

        log["alarm"].ShouldBeNull();
        var keys = log["keys"]!.AsArray().Select(key => VerifierKey.Parse(key!.GetValue<string>())).ToArray();
        var checkpoints = kept.Append(await Text(last, commands.Study, "checkpoint")).Select(note => Checkpoint.Open(SignedNote.Parse(note), keys)).Distinct().OrderBy(one => one.Size).ToList();
        checkpoints.Count.ShouldBeGreaterThan(6);
        checkpoints.Select(one => one.Size).ShouldBeUnique("two roots were signed for one size");
        checkpoints[^1].Size.ShouldBe(await Events(last, commands.Study));
        foreach (var (older, newer) in checkpoints.Zip(checkpoints.Skip(1)).Append((checkpoints[0], checkpoints[^1])))
        {
            var proof = JsonNode.Parse(await Text(last, commands.Study, string.Create(CultureInfo.InvariantCulture, $"consistency?from={older.Size}&to={newer.Size}")))!;
            IReadOnlyList<TreeHash> hashes = [.. proof["hashes"]!.AsArray().Select(hash => TreeHash.FromBase64(hash!.GetValue<string>()))];
            MerkleProof.VerifyConsistency(older.Size, older.Root, newer.Size, newer.Root, hashes).ShouldBeTrue($"from {older.Size} to {newer.Size}");
        }
    }

    /// <summary>Keeps every checkpoint that it sees, as somebody outside would.</summary>
    private static async Task Keep(ServiceProcess service, string study, HashSet<string> kept, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            try
            {
                var note = await Text(service, study, "checkpoint");
                lock (kept)
                    kept.Add(note);
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
            {
                // There is none yet, or whoever has it was killed.
            }

            await Task.Delay(30, CancellationToken.None);
        }
    }

    private static async Task MoreSigned(ServiceProcess service, HashSet<string> kept)
    {
        var before = Count();
        for (var waited = Stopwatch.StartNew(); Count() < before + 2; await Task.Delay(20))
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, $"nothing more was signed\n{service.Output}");

        int Count()
        {
            lock (kept)
                return kept.Count;
        }
    }

    private static async Task<JsonNode> Proven(ServiceProcess service, string study)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var log = JsonNode.Parse(await Text(service, study, "log"))!;
            if (log["notYetProven"]!.GetValue<long>() == 0)
                return log;
            waited.Elapsed.ShouldBeLessThan(Patience.Longest, log.ToJsonString());
        }
    }

    private static Task<string> Text(ServiceProcess service, string study, string path) =>
        service.Http.GetStringAsync(new Uri($"/api/studies/{study}/audit/{path}", UriKind.Relative));

    private static async Task<long> Events(ServiceProcess service, string study)
    {
        await using var superuser = service.Superuser();
        await using var command = superuser.CreateCommand("select count(*) from evidence.mt_events where tenant_id = $1 and type <> 'tombstone'");
        command.Parameters.Add(new() { Value = study });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
