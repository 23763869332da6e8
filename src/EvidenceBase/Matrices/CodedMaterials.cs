using System.Collections.Concurrent;
using EvidenceBase.Record.Matrices;
using Npgsql;

namespace EvidenceBase.Matrices;

/// <summary>
/// What was coded in the studies that are being counted, kept in memory and brought up to date with every question: rows are never changed but
/// to end them, so that what was read once answers for every earlier moment. Studies that were not asked about for longest make room.
/// </summary>
public sealed class CodedMaterials(TimeProvider clock)
{
    /// <summary>Rows of all studies together; each takes some 64 bytes.</summary>
    private const long MostRows = 8_000_000;

    private readonly ConcurrentDictionary<string, Kept> studies = new();

    /// <param name="connection">In a snapshot that shows the position.</param>
    public async Task<CodedMaterial> UpTo(NpgsqlConnection connection, string study, long position, CancellationToken cancellation)
    {
        var kept = studies.GetOrAdd(study, _ => new());
        kept.Used = clock.GetTimestamp();
        if (kept.Material.Position >= position)
            return kept.Material;
        await kept.Turn.WaitAsync(cancellation);
        try
        {
            if (kept.Material.Position < position)
            {
                kept.Material = await new CodedMaterialReading(connection, study, kept.Material).Advance(position, cancellation);
                kept.Rows = kept.Material.Documents.Values.Sum(document => (long)document.Spans.Length) + kept.Material.Statements.Values.Sum(statements => (long)statements.Length);
                MakeRoom(study);
            }

            return kept.Material;
        }
        finally
        {
            kept.Turn.Release();
        }
    }

    private void MakeRoom(string asked)
    {
        var rows = studies.Values.Sum(kept => kept.Rows);
        foreach (var (study, kept) in studies.Where(pair => pair.Key != asked).OrderBy(pair => pair.Value.Used))
        {
            if (rows <= MostRows)
                return;
            if (studies.TryRemove(study, out _))
                rows -= kept.Rows;
        }
    }

    private sealed class Kept
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public CodedMaterial Material { get; set; } = CodedMaterial.Empty;

        public long Rows { get; set; }

        public long Used { get; set; }
    }
}
