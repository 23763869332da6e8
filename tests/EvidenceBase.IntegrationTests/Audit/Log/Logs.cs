using System.Diagnostics;
using System.Text.Json;
using EvidenceBase.Audit.Log;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Record.Kernel;
using EvidenceBase.TransparencyLog.Events;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;

namespace EvidenceBase.IntegrationTests.Audit.Log;

/// <summary>The log of a test's study, over HTTP.</summary>
internal static class Logs
{
    /// <summary>Waits until every position is below a checkpoint.</summary>
    public static async Task<LogStatus> Proven(this TestStudy study)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Longest; await Task.Delay(50))
        {
            var status = await study.LogStatus();
            if (status is { NotYetProven: 0, Position: > 0 })
                return status;
        }

        throw new TimeoutException($"Not everything came below a checkpoint: {await study.LogStatus()}");
    }

    /// <summary>Waits until the log cannot go on, for a reason in which these words stand.</summary>
    public static async Task Alarmed(this TestStudy study, string words)
    {
        LogStatus? status = null;
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Longest; await Task.Delay(50))
        {
            status = await study.LogStatus();
            if (status.Alarm?.Contains(words, StringComparison.Ordinal) is true)
                return;
        }

        throw new TimeoutException($"There was no such alarm: {status}");
    }

    public static async Task<LogStatus> LogStatus(this TestStudy study)
    {
        var answer = await study.Get("audit/log");
        answer.Status.ShouldBe(200, answer.Text);
        return JsonSerializer.Deserialize<LogStatus>(answer.Text, RecordJson.Options)!;
    }

    public static async Task<(Checkpoint Checkpoint, string Note)> OpenCheckpoint(this TestStudy study, string query = "")
    {
        var answer = await study.Get($"audit/checkpoint{query}");
        answer.Status.ShouldBe(200, answer.Text);
        var keys = (await study.LogStatus()).Keys.Select(VerifierKey.Parse).ToArray();
        return (Checkpoint.Open(SignedNote.Parse(answer.Text), keys), answer.Text);
    }

    public static async Task<byte[]> Bytes(this TestStudy study, string path)
    {
        using var response = await study.Service.Http.GetAsync($"/api/studies/{study.Slug}/audit/{path}");
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await response.Content.ReadAsStringAsync()}");
        response.Headers.CacheControl!.ToString().ShouldContain(
            path.StartsWith("payloads/", StringComparison.Ordinal) ? "no-store"
            : path.StartsWith("tile/entries/", StringComparison.Ordinal) || path.Contains(".p/", StringComparison.Ordinal) ? "no-cache" : "immutable",
            Case.Sensitive,
            path);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>All entries below a checkpoint, each of which stands under its hash in the tiles and holds what its payload is.</summary>
    public static async Task<IReadOnlyList<EventLeaf>> Entries(this TestStudy study, long size)
    {
        var leaves = new List<EventLeaf>();
        foreach (var tile in TileId.OfLevel(0, size))
        {
            var hashes = await study.Bytes(TilePath.Of(tile));
            var entries = EntryBundle.Read(await study.Bytes(TilePath.OfEntries(tile.Number, tile.Width)));
            var payloads = System.Text.Encoding.UTF8.GetString(await study.Bytes($"payloads/{TilePath.Number(tile.Number, tile.Width)}")).Split('\n')[..^1];
            (entries.Count, payloads.Length, hashes.Length / TreeHash.Length).ShouldBe((tile.Width, tile.Width, tile.Width));
            for (var index = 0; index < entries.Count; index++)
            {
                MerkleTree.Leaf(entries[index].Span).ShouldBe(Tile.Hash(hashes, index));
                using var payload = JsonDocument.Parse(payloads[index]);
                var leaf = EventLeaf.Parse(entries[index]);
                PayloadCommitment.Of(payload.RootElement.GetProperty("salt").GetBytesFromBase64(), payload.RootElement.GetProperty("payload").GetRawText())
                    .ShouldBe(leaf.PayloadCommitment);
                leaves.Add(leaf);
            }
        }

        return leaves;
    }
}
