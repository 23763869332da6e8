using EvidenceBase.ReliabilityTests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(SharedData))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace EvidenceBase.ReliabilityTests;

/// <summary>One data folder for the run, as one installation has it: every test starts the service on what the one before has left.</summary>
public sealed class SharedData : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("evidencebase-reliability-").FullName;

    public SharedData()
    {
        // PostgreSQL does not run as root: the account it steps down to must reach the folder.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
