namespace EvidenceBase.Benchmarks;

/// <summary>A folder that is deleted in the end; made by whoever uses it, so that PostgreSQL's own account can reach what lies in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"evidencebase-bench-{Guid.NewGuid():N}"[..30]);

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
