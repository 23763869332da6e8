using System.Runtime.InteropServices;
using EvidenceBase.Database;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var cluster = await PrivateCluster.StartAsync(
        new PrivateClusterOptions { DataFolder = args[0], Durable = args.Contains("durable"), Report = Console.WriteLine }, stop.Token);
    Console.WriteLine(cluster.Description);
    Console.WriteLine($"owner: {cluster.OwnerConnectionString}");
    Console.WriteLine("ready");
    await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
catch (DatabaseException exception)
{
    Console.WriteLine(exception.Message);
    return 1;
}

Console.WriteLine("stopped");
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
