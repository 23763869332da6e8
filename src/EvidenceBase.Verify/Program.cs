using EvidenceBase.Verify;

return await VerifyProgram.Run(args, Console.Out, Console.Error, Environment.GetEnvironmentVariable("EVIDENCEBASE_TOKEN"), DateTimeOffset.UtcNow);
