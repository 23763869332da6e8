using EvidenceBase.Platform;
using JasperFx;

const string noDatabase = "Host=localhost;Database=none";
var app = ServiceHost.Build(args, args is ["codegen", ..] ? noDatabase : Environment.GetEnvironmentVariable("EVIDENCEBASE_DATABASE") ?? noDatabase);
return await app.RunJasperFxCommands(args);
