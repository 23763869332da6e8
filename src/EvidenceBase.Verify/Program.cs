using System.Globalization;
using EvidenceBase.Verify;

// What is rendered must be the same wherever it is checked.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

return await VerifyProgram.Run(args, Console.Out, Console.Error, Environment.GetEnvironmentVariable("EVIDENCEBASE_TOKEN"), DateTimeOffset.UtcNow);
