using EvidenceBase.Database;
using EvidenceBase.Platform;
using JasperFx;

// Commands that only write code or describe the service need no database.
if (args is ["codegen" or "describe" or "help", ..])
    return await ServiceHost.Build(args, () => "Host=localhost;Database=none").RunJasperFxCommands(args);

try
{
    await using var database = new OpeningDatabase(Console.WriteLine);
    await using var app = ServiceHost.Build(args, database.ConnectionString);
    await database.Opened;
    if (args is [[not '-', ..], ..])
        return await app.RunJasperFxCommands(args);
    await app.RunAsync();
    return 0;
}
catch (Exception problem) when (problem is DatabaseException or DeploymentException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
