using EvidenceBase.Audit.Replays;
using EvidenceBase.Database;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Secrets;
using JasperFx;

// Commands that only write code or describe the service need no database.
if (args is ["codegen" or "describe" or "help", ..])
    return await ServiceHost.Build(args, () => "Host=localhost;Database=none", new DataFolder(ServiceDatabase.DataFolder)).RunJasperFxCommands(args);
if (args is ["rotate-master-key"])
    return MasterKeyRotation.Command(ServiceDatabase.DataFolder, Console.Out, Console.Error);

try
{
    using var data = DataFolder.Open(ServiceDatabase.DataFolder, MasterKeySettings.Take(MasterKeySettings.Present), Console.WriteLine);
    await using var database = new OpeningDatabase(Console.WriteLine);
    await using var app = ServiceHost.Build(args, database.ConnectionString, data);
    await database.Opened;
    if (args is ["replay", ..])
        return await ReplayCommand.Run(app.Services, args[1..], Console.Out, Console.Error);
    if (args is [[not '-', ..], ..])
        return await app.RunJasperFxCommands(args);
    await app.RunAsync();
    return 0;
}
catch (Exception problem) when (problem is DatabaseException or DeploymentException or MasterKeyException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
